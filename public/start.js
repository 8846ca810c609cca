// Starts the app: fetches the WebAssembly that index.html names, checked against the integrity
// written there, and hands it to the glue. Starts nothing where boot.js found a file amiss or did
// not run itself, and says so when it cannot; boot.js shows it.
import init from "./headgate.js";

const { href, integrity } = document.querySelector('link[rel="preload"][type="application/wasm"]');

const expectReady = () => {
  if (document.documentElement.dataset.boot !== "ready") throw new Error("a file of the page is missing or changed");
};

try {
  expectReady();
  // Mode and credentials must be those of the preload, or the file is fetched twice.
  const options = { mode: "cors", credentials: "same-origin", redirect: "error" };
  const response = await fetch(href, integrity ? { ...options, integrity } : options);
  if (!response.ok) throw new Error(`${href}: HTTP ${response.status}`);
  expectReady(); // a style sheet may have failed meanwhile
  await init({ module_or_path: response });
  document.dispatchEvent(new Event("headgate:started"));
} catch (error) {
  // The app started and then trapped: its own panic screen is up.
  if (error instanceof WebAssembly.RuntimeError) throw error;
  document.dispatchEvent(new CustomEvent("headgate:failed", { detail: error }));
}
