// Loads the second part of the module, which index.html names. In development there is only one part.
import { initSync } from "./headgate.js";
import { fetchChecked } from "./checked.js";

const TAG = 'link[rel="part"]';

// The compiled part, as a promise. A failure is forgotten, so that the next call tries again.
let compiled;

const compile = async () => WebAssembly.compileStreaming(await fetchChecked(TAG));

const secondPart = () => {
  compiled ??= compile().catch((error) => {
    compiled = undefined;
    throw error;
  });
  return compiled;
};

// Begins to fetch the part before the app asks for it. Only a release has it, with its integrity.
export const fetchSecondPart = () => {
  if (document.querySelector(TAG).integrity) secondPart().catch(() => {}); // the app tries again
};

// The first part imports this by the name that wasm_split_helpers gives it, after the cut in
// src/app/console.rs. A function of its table takes the data, and whether the part arrived.
export const __wasm_split_load_console = async (callback, data) => {
  const firstPart = initSync(); // it runs already, so this only returns its exports
  let arrived = false;
  try {
    await WebAssembly.instantiate(await secondPart(), { __wasm_split: firstPart });
    arrived = true;
  } catch (error) {
    console.error(document.querySelector(TAG).href, error); // the app offers to try again
  }
  firstPart.__indirect_function_table.get(callback)(data, arrived);
};
