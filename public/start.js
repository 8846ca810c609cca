// Starts the app: fetches the WebAssembly that index.html names, checked against the integrity
// written there, and hands it to the glue. Says so when it cannot; boot.js has the words.
import init from "./headgate.js";

const { href, integrity } = document.querySelector('link[rel="preload"][type="application/wasm"]');

try {
  // Mode and credentials must be those of the preload, or the file is fetched twice.
  const options = { mode: "cors", credentials: "same-origin", redirect: "error" };
  const response = await fetch(href, integrity ? { ...options, integrity } : options);
  if (!response.ok) throw new Error(`${href}: HTTP ${response.status}`);
  await init({ module_or_path: response });
  document.dispatchEvent(new Event("headgate:started"));
} catch (error) {
  // The app started and then trapped: its own panic screen is up.
  if (error instanceof WebAssembly.RuntimeError) throw error;
  document.dispatchEvent(new CustomEvent("headgate:failed", { detail: error }));
}
