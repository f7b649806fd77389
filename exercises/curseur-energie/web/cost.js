// What a tool uses, as ranges: the same as cost.py, which judges.

const DAYS = 365;
const WITHIN = 3;
// EcoLogits 0.11.
const GPU = [1.1665273170451914e-6, -0.011205921025579175, 4.052928146734005e-5];
const LATENCY = [0.0006785088094353663, 0.0003119310311688259, 0.019473717579473387];
const GPU_GB = 80;
const SERVER_GPUS = 8;
const SERVER_W = 1200;
const BUSY = 128;
const IDLE = 16;
const BULB_W = 8;
const FIRST = -6;
const LAST = 7;

/** Wh of one use: {low, high}. */
export function answer(tool, { watts, pue, tokens }) {
  if (!tool.billions) return device(tool.use, watts);
  return {
    low: oneCentre(tool.billions, tokens, pue, BUSY),
    high: oneCentre(tool.billions, tokens, pue, IDLE),
  };
}

/** Wh of `uses` in a year, with the training of a small tool, once. */
export function year(tool, setting, uses) {
  const one = answer(tool, setting);
  const training = device(tool.train, setting.watts);
  return { low: one.low * uses + training.low, high: one.high * uses + training.high };
}

export const yearly = (tool, setting, perDay) => year(tool, setting, DAYS * perDay);

/** g CO2e of an energy in Wh, for an electricity from `low` to `high` g/kWh. */
export const carbon = (energy, low, high) => ({
  low: energy.low * (low / 1000),
  high: energy.high * (high / 1000),
});

export function oneCentre(billions, tokens, pue, atOnce) {
  const gpus = 2 ** Math.ceil(Math.log2(Math.ceil((1.2 * billions * 16) / 8 / GPU_GB)));
  const gpu = tokens * (GPU[0] * Math.exp(GPU[1] * atOnce) * billions + GPU[2]);
  const seconds = tokens * (LATENCY[0] * billions + LATENCY[1] * atOnce + LATENCY[2]);
  const server = (((seconds / 3600) * SERVER_W * gpus) / SERVER_GPUS) / atOnce;
  return pue * (server + gpus * gpu);
}

function device(seconds, watts) {
  const energy = (seconds * watts) / 3600;
  return { low: energy / WITHIN, high: energy * WITHIN };
}

// --- told ---------------------------------------------------------------------------------

const STEPS = [[1e-6, "µWh"], [1e-3, "mWh"], [1, "Wh"], [1e3, "kWh"], [1e6, "MWh"]];
const GRAMS = [[1e-6, "µg"], [1e-3, "mg"], [1, "g"], [1e3, "kg"], [1e6, "t"]];

export const energyText = (value) => told(value, STEPS);
export const carbonText = (value) => told(value, GRAMS);

function told(value, steps) {
  const [size, unit] = [...steps].reverse().find(([s]) => value.high >= s) ?? steps[0];
  return `de ${figure(value.low / size)} à ${figure(value.high / size)}\u00a0${unit}`;
}

/** Two significant figures, with a comma. */
export function figure(value) {
  if (value <= 0) return "0";
  const step = 10 ** (Math.floor(Math.log10(value) + 1e-12) - 1);
  const rounded = Math.floor(value / step + 0.5) * step;
  const places = Math.max(0, Math.min(6, 1 - Math.floor(Math.log10(rounded) + 1e-12)));
  const [whole, part] = rounded.toFixed(places).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, "\u202f");
  return part ? `${grouped},${part}` : grouped;
}

export function bulb(energy) {
  const hours = { low: energy.low * (1 / BULB_W), high: energy.high * (1 / BULB_W) };
  if (hours.high < 1) return "moins d’une heure";
  return `de ${figure(hours.low)} à ${figure(hours.high)} heures`;
}

/** [start, width] on the picture's axis, from 0 to 100. */
export function span(energy) {
  const [start, end] = [energy.low, energy.high]
    .map((value) => Math.min(LAST, Math.max(FIRST, Math.log10(value))))
    .map((power) => (100 * (power - FIRST)) / (LAST - FIRST));
  return [start, Math.max(end - start, 0.8)];
}
