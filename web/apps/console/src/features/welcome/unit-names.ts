/** The names in a text, parted by commas, semicolons, lines or the Chinese enumeration mark; each once, in order. */
export function unitNames(text: string): string[] {
  const names = text.split(/[,，;；、\n]/).map((name) => name.trim())
  return [...new Set(names.filter((name) => name !== ''))]
}
