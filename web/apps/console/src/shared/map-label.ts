/** A label for Leaflet, which takes a string for HTML; an element's text is text whatever it holds. */
export function mapLabel(text: string): HTMLElement {
  const element = document.createElement('span')
  element.textContent = text
  return element
}
