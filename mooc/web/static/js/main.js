// Each element with data-behaviour="a b" gets the module of that name, loaded when it is met.
// The page works before they arrive and without them.

/** Attach the behaviours of `root` and of what it contains; call it again on new content. */
export async function attach(root = document) {
  const jobs = [];
  for (const element of root.querySelectorAll("[data-behaviour]")) {
    const done = (element.dataset.attached ?? "").split(" ");
    for (const name of element.dataset.behaviour.split(/\s+/)) {
      if (!/^[a-z][a-z0-9-]*$/.test(name) || done.includes(name)) continue;
      done.push(name);
      jobs.push(start(name, element));
    }
    element.dataset.attached = done.join(" ").trim();
  }
  await Promise.all(jobs);
}

async function start(name, element) {
  try {
    const module = await import(`./behaviours/${name}.js`);
    await module.default(element);
  } catch (error) {
    // The plain page still serves; say it where a developer looks.
    console.error(`behaviour ${name}`, error);
  }
}

attach();
