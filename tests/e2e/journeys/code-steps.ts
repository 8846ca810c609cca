// Steps in a text area for code: an element in a shadow root, once its file has arrived.
import { expect, type Locator } from "../harness";

/** The text area with this label, once it is more than a plain one. */
export async function code(form: Locator, name: string): Promise<Locator> {
  const area = form.getByRole("textbox", { name });
  await expect(area).toHaveAttribute("contenteditable", "true");
  return area;
}

/** Expects the whole text, also of lines that are not drawn. */
export async function expectText(area: Locator, text: string): Promise<void> {
  const held = () => area.evaluate((element) => ((element.getRootNode() as ShadowRoot).host as unknown as { value: string }).value);
  await expect.poll(held).toBe(text);
}

/** What is marked in the text, each with the text of its place. */
export function marked(form: Locator): Locator {
  return form.locator(".cm-lintRange-error");
}
