// Compiles the modules of wheels to bytecode, with the very Python that will read them.
// node compile.mjs <core folder> <output folder> <archive>…
// The same input gives the same bytes: sorted names, one date, hash-based .pyc, no compression
// (the server compresses what it sends, better and once).
import fs from "node:fs";
import path from "node:path";

const [core, output, ...archives] = process.argv.slice(2);
const { loadPyodide } = await import(path.join(core, "pyodide.mjs"));
const pyodide = await loadPyodide({
  indexURL: core + path.sep,
  // Sets among the constants are written in the order of their hashes.
  env: { HOME: "/home/pyodide", PYTHONHASHSEED: "0" },
});

pyodide.runPython(`
import importlib._bootstrap_external as bootstrap
import importlib.util, io, zipfile

def compiled(data):
    source = zipfile.ZipFile(io.BytesIO(bytes(data)))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as out:
        for name in sorted(source.namelist()):
            content = source.read(name)
            if name.endswith(".py"):
                try:
                    code = compile(content, name, "exec", dont_inherit=True)
                except SyntaxError:
                    pass  # a template of the package, never imported
                else:
                    hash_ = importlib.util.source_hash(content)
                    content = bytes(bootstrap._code_to_hash_pyc(code, hash_, False))
                    name += "c"
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.external_attr = 0o644 << 16
            out.writestr(info, content)
    return target.getvalue()
`);

const compiled = pyodide.globals.get("compiled");
for (const archive of archives) {
  const name = path.basename(archive);
  const data = pyodide.toPy(new Uint8Array(fs.readFileSync(archive)));
  const result = compiled(data);
  fs.writeFileSync(path.join(output, name), result.toJs());
  data.destroy();
}
process.exit(0);
