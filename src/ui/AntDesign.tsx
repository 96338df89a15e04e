import { ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import type { ReactNode } from 'react'

dayjs.locale('zh-cn')

const theme = {
  cssVar: { key: 'doudi' },
  hashed: false,
  token: {
    colorPrimary: '#1f57c3',
    colorText: '#1a2230',
    colorTextPlaceholder: '#667082',
    colorBorder: '#818b9b',
    colorError: '#b3261e',
    colorWarning: '#8a5300',
    borderRadius: 6,
    fontSize: 14,
    controlHeight: 32,
    fontFamily: "'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', system-ui, sans-serif",
    motion: false,
  },
}

/**
 * Put around a part of a page that uses Ant Design controls (DatePicker, Select with search, Cascader, Form):
 * Chinese words and our tokens. Kept out of the entry, so pages without it stay light.
 */
export function AntDesign({ children }: { children: ReactNode }) {
  return (
    <ConfigProvider locale={zhCN} theme={theme} button={{ autoInsertSpace: false }}>
      {children}
    </ConfigProvider>
  )
}
