"""JupyterLite, built from its packages into ``build/lite``, French, without any other site."""


def build_jupyterlite(lite, versions, cache, out, notebooks, report):
    (out / "lite").mkdir(exist_ok=True)
