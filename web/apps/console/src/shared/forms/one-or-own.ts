/** One of a list, or a word of one's own: for a Form.Item around antd's `Select mode='tags'`, whose value is a list. */
export const ONE_OR_OWN = {
  getValueProps: (value?: string) => ({ value: value ? [value] : [] }),
  normalize: (values: string[]) => values.at(-1)?.trim() ?? '',
}
