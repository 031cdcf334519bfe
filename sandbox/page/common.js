// What every part of the page needs: elements, calls, dates.

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== "") made.setAttribute(key, value);
  made.append(...children);
  return made;
}

async function answered(answer) {
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.error ?? answer.statusText);
  return body;
}

export const post = async (path, body) =>
  answered(await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }));

export const act = (order) => post("/control/act", order);

export const upload = async (form) => answered(await fetch("/control/upload", { method: "POST", body: form }));

export const fileUrl = (file) => `/control/file/${encodeURIComponent(file.file_id)}`;

const formats = new Map();
export function moscow(instant, options) {
  const key = JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat("ru", { timeZone: "Europe/Moscow", ...options }));
  return formats.get(key).format(new Date(instant));
}

export function size(bytes) {
  if (bytes < 1024) return `${bytes} Б`;
  const [value, unit] = bytes < 1024 ** 2 ? [bytes / 1024, "КБ"] : [bytes / 1024 ** 2, "МБ"];
  return `${value.toLocaleString("ru", { maximumFractionDigits: 1 })} ${unit}`;
}
