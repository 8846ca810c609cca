// Starts the app: fetches the WebAssembly that index.html names, checked against the integrity
// written there, and hands it to the glue. Starts nothing where boot.js found a file amiss or did
// not run itself, and says so when it cannot; boot.js shows it.
import init from "./headgate.js";
import { fetchChecked } from "./checked.js";
import { fetchSecondPart } from "./console.js";

const expectReady = () => {
  if (document.documentElement.dataset.boot !== "ready") throw new Error("a file of the page is missing or changed");
};

try {
  expectReady();
  const response = await fetchChecked('link[rel="preload"][type="application/wasm"]');
  fetchSecondPart(); // while the first part is compiled and draws the connect screen
  expectReady(); // a style sheet may have failed meanwhile
  await init({ module_or_path: response });
  document.dispatchEvent(new Event("headgate:started"));
} catch (error) {
  // The app started and then trapped: its own panic screen is up.
  if (error instanceof WebAssembly.RuntimeError) throw error;
  document.dispatchEvent(new CustomEvent("headgate:failed", { detail: error }));
}
