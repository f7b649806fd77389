"""Pyodide's loader with one slowness taken out, after its file was verified.

At each extension module that Python opens, the loader walked over every symbol of every module
opened before (some tens of thousands), to find the few that had no address yet. scikit-learn opens
a hundred modules: that was a quarter of the time to the first result. Here the loader keeps the
names that wait and walks over those alone; what it does with each is unchanged.
"""

from __future__ import annotations

from mooc.lite.errors import BuildError

FILE = "pyodide.asm.js"
_NEW = 'new WebAssembly.Global({"value":"i32","mutable":true})'
_LAST = "throw new Error(`bad export type for '${symName}': ${typeof value}`)}}"
EDITS = (
    ("var GOT={};", "var GOT={};var GOTWaiting=new Set;"),
    ("if(!rtn){rtn=GOT[symName]=", "if(!rtn){GOTWaiting.add(symName);rtn=GOT[symName]="),
    (f"GOT[symName]||={_NEW}", f"GOT[symName]||=(GOTWaiting.add(symName),{_NEW})"),
    (
        "for(var[symName,entry]of Object.entries(GOT)){if(entry.value==0){",
        "for(var symName of GOTWaiting){var entry=GOT[symName];if(entry.value==0){",
    ),
    # Reached when the name has its address: one that may still come skips this (`continue`).
    (f"{_LAST}}}}};Module", f"{_LAST}GOTWaiting.delete(symName)}}}};Module"),
)


def faster(source: str) -> str:
    """The loader's text, changed. BuildError when it is not the one that these edits are for."""
    for before, after in EDITS:
        if source.count(before) != 1:
            raise BuildError(f"{FILE} : « {before[:40]} » n’y est pas une fois ; voyez loader.py.")
        source = source.replace(before, after)
    return source
