window._JUPYTERLAB = window._JUPYTERLAB || {};
