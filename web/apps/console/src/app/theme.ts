/** The console's look: antd's, a little denser, with the contrast that long days ask for. */
import { useQuery } from '@tanstack/react-query'
import type { ThemeConfig } from 'antd'
import english from 'antd/es/locale/en_US'
import { useTranslation } from 'react-i18next'

export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#0b5cc2',
    colorLink: '#0b5cc2',
    colorText: '#15181d',
    colorTextSecondary: '#4c535e',
    colorTextTertiary: '#5c626d',
    colorTextDescription: '#4c535e',
    colorTextPlaceholder: '#5c626d',
    colorBgLayout: '#f4f5f7',
    colorError: '#b3131c',
    borderRadius: 6,
    fontSize: 14,
    controlHeight: 30,
    fontFamily: 'system-ui, -apple-system, "PingFang SC", "Noto Sans SC", "Microsoft YaHei", sans-serif',
  },
  components: {
    Layout: { headerBg: '#ffffff', headerHeight: 48, headerPadding: '0 16px', siderBg: '#ffffff' },
    Menu: { itemHeight: 34, groupTitleColor: '#5c626d' },
    Table: { cellPaddingBlockSM: 6, headerColor: '#4c535e' },
  },
}

/**
 * antd's own words. English comes with antd; Chinese is loaded when it is spoken. Never none: antd wraps the pages when
 * it is first given words, and whatever was typed into them by then would be lost.
 */
export function useAntdLocale() {
  const { i18n } = useTranslation()
  const isChinese = i18n.language === 'zh-CN'
  const { data } = useQuery({
    queryKey: ['antd-locale'],
    queryFn: async () => {
      const [{ default: locale }] = await Promise.all([
        import('antd/locale/zh_CN'),
        import('dayjs/locale/zh-cn'),
      ])
      return locale
    },
    enabled: isChinese,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  })
  return (isChinese && data) || english
}
