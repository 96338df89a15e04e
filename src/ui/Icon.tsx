import type { ReactNode } from 'react'

const ring = <circle cx="8" cy="8" r="6.1" />

/** 16 px lines of 1.4. Never alone: a word stands beside each (`StateWord`, a button's text, or `label`). */
const drawings = {
  // States
  'ring-dashed': <circle cx="8" cy="8" r="6" strokeDasharray="2.2 1.6" />,
  half: (
    <>
      {ring}
      <path d="M8 1.9a6.1 6.1 0 0 1 0 12.2z" fill="currentColor" />
    </>
  ),
  'ring-up': (
    <>
      {ring}
      <path d="M8 11.2V5.2M5.5 7.5 8 5l2.5 2.5" />
    </>
  ),
  back: <path d="M5.8 3.2 2.6 6.4l3.2 3.2M2.8 6.4h6.7a3.4 3.4 0 0 1 0 6.8H6.2" />,
  tick: <path d="m2.8 8.6 3.4 3.4 7-7.6" />,
  'tick-ring': (
    <>
      {ring}
      <path d="m5.3 8.2 2 2 3.6-4" />
    </>
  ),
  pause: (
    <>
      {ring}
      <path d="M6.4 5.7v4.6M9.6 5.7v4.6" />
    </>
  ),
  triangle: (
    <>
      <path d="M8 2.2 14.4 13.4H1.6z" strokeLinejoin="round" />
      <path d="M8 6.4v3.4M8 11.4v.3" />
    </>
  ),
  clock: (
    <>
      {ring}
      <path d="M8 4.4V8l2.3 1.5" />
    </>
  ),
  child: (
    <>
      <circle cx="8" cy="3" r="1.5" />
      <path d="M3.8 5.6 8 6.6l4.2-1M8 6.6v3.2m0 0-2.4 4.4M8 9.8l2.4 4.4" />
    </>
  ),
  question: (
    <>
      {ring}
      <path d="M6.2 6.3A1.8 1.8 0 1 1 8.6 8c-.4.2-.6.5-.6 1M8 11.2v.3" />
    </>
  ),
  differs: <path d="M3 6h10M3 10h10M10.4 3.2 5.6 12.8" />,
  same: <path d="M3 6h10M3 10h10" />,
  alike: <path d="M2.8 6.6c1.6-2 3.4-1.6 5.2-.6s3.6 1.4 5.2-.6M2.8 11c1.6-2 3.4-1.6 5.2-.6s3.6 1.4 5.2-.6" />,
  lock: (
    <>
      <rect x="3.4" y="7" width="9.2" height="6.6" rx="1.2" />
      <path d="M5.4 7V5a2.6 2.6 0 0 1 5.2 0v2" />
    </>
  ),
  drum: (
    <>
      <ellipse cx="8" cy="3.8" rx="5.2" ry="1.9" />
      <path d="M2.8 3.8v8.4c0 1 2.3 1.9 5.2 1.9s5.2-.9 5.2-1.9V3.8M2.8 8c0 1 2.3 1.9 5.2 1.9S13.2 9 13.2 8" />
    </>
  ),
  bubble: <path d="M2.4 3.2h11.2v7.6H7.6l-2.8 2.6v-2.6H2.4z" strokeLinejoin="round" />,
  // Menu
  flag: <path d="M3.6 14.2V2.4M3.6 3.2h8.8l-1.8 2.9 1.8 2.9H3.6" strokeLinejoin="round" />,
  table: (
    <>
      <rect x="2" y="2.8" width="12" height="10.4" rx="1.2" />
      <path d="M2 6.2h12M2 9.7h12M6.2 6.2v7" />
    </>
  ),
  check: (
    <>
      <circle cx="7" cy="7" r="4.7" />
      <path d="m10.5 10.5 3.5 3.5M5.1 7.1l1.4 1.4 2.4-2.7" />
    </>
  ),
  paper: (
    <>
      <rect x="3" y="2" width="10" height="12" rx="1" />
      <path d="M5.4 5.4h5.2M5.4 8h5.2M5.4 10.6h3.4" />
    </>
  ),
  person: (
    <>
      <circle cx="8" cy="5.2" r="2.9" />
      <path d="M2.8 14c.4-2.9 2.4-4.3 5.2-4.3s4.8 1.4 5.2 4.3" />
    </>
  ),
  checklist: <path d="m2 4.2 1.3 1.3 2.2-2.6M8 4.4h6M2 9.4l1.3 1.3 2.2-2.6M8 9.8h6M2.4 14h0M8 13.8h6" />,
  house: <path d="M2.2 7.8 8 2.6l5.8 5.2M3.8 6.6v7.2h8.4V6.6M6.7 13.8V10h2.6v3.8" strokeLinejoin="round" />,
  eye: (
    <>
      <path d="M1.6 8S4 3.6 8 3.6 14.4 8 14.4 8 12 12.4 8 12.4 1.6 8 1.6 8z" strokeLinejoin="round" />
      <circle cx="8" cy="8" r="1.9" />
    </>
  ),
  bars: <path d="M2.4 13.8h11.2M4 13.6V9M8 13.6V3M12 13.6V6.4" />,
  book: <path d="M3 2.4h8.4a1.6 1.6 0 0 1 1.6 1.6v9.6H4.6A1.6 1.6 0 0 1 3 12zM3 12a1.6 1.6 0 0 1 1.6-1.6H13" strokeLinejoin="round" />,
  gear: (
    <>
      <circle cx="8" cy="8" r="2.2" />
      <path d="M8 1.8v2M8 12.2v2M1.8 8h2M12.2 8h2M3.6 3.6 5 5M11 11l1.4 1.4M12.4 3.6 11 5M5 11l-1.4 1.4" />
    </>
  ),
  // Tools
  search: (
    <>
      <circle cx="7" cy="7" r="4.7" />
      <path d="m10.5 10.5 3.5 3.5" />
    </>
  ),
  close: <path d="m3.6 3.6 8.8 8.8M12.4 3.6l-8.8 8.8" />,
  plus: <path d="M8 3v10M3 8h10" />,
  download: <path d="M8 2.4v7.8M4.8 7.2 8 10.4l3.2-3.2M2.8 13.4h10.4" />,
  upload: <path d="M8 10.6V2.8M4.8 6 8 2.8 11.2 6M2.8 13.4h10.4" />,
  print: <path d="M4.6 5.6V2.4h6.8v3.2M4.6 11.2H2.4V5.6h11.2v5.6h-2.2M4.6 9.2h6.8v4.6H4.6z" strokeLinejoin="round" />,
  camera: (
    <>
      <path d="M2 4.6h3l1-1.8h4l1 1.8h3v8.6H2z" strokeLinejoin="round" />
      <circle cx="8" cy="8.6" r="2.4" />
    </>
  ),
  file: <path d="M3.6 2h5.6l3.2 3.2V14H3.6zM9 2.2v3.2h3.2" strokeLinejoin="round" />,
  pen: <path d="m2.8 13.2.7-3L10.8 3l2.2 2.2-7.3 7.3z" strokeLinejoin="round" />,
  left: <path d="M10 3.4 5.4 8l4.6 4.6" />,
  right: <path d="M6 3.4 10.6 8 6 12.6" />,
  down: <path d="M3.4 6 8 10.6 12.6 6" />,
  up: <path d="M3.4 10 8 5.4l4.6 4.6" />,
  phone: (
    <path
      d="M4.2 2.2 6 2l1.2 3-1.4 1.3a8 8 0 0 0 3.9 3.9L11 8.8l3 1.2-.2 1.8c-.1 1.2-1.2 2-2.4 1.8A11.2 11.2 0 0 1 2.4 4.6c-.2-1.2.6-2.3 1.8-2.4z"
      strokeLinejoin="round"
    />
  ),
  pin: (
    <>
      <path d="M8 14.2S3.4 10 3.4 6.4a4.6 4.6 0 0 1 9.2 0C12.6 10 8 14.2 8 14.2z" strokeLinejoin="round" />
      <circle cx="8" cy="6.5" r="1.5" />
    </>
  ),
  'no-network': (
    <path d="M2 2l12 12M1.8 6.4A9.4 9.4 0 0 1 5 4.3M7.8 3.6a9.4 9.4 0 0 1 6.4 2.8M4.2 9a5.6 5.6 0 0 1 2.6-1.5M9.6 7.6A5.6 5.6 0 0 1 11.8 9M7.6 12.3h.8" />
  ),
  signature: <path d="M2 10.6c2.6-5.4 4-6.8 4.8-6.2 1 .8-2.2 5.4-1 5.8 1 .3 1.8-2.2 2.8-2 .8.2 0 1.8.9 2 .9.1 1.3-.8 2.9-.8M2 13.4h12" />,
  leave: <path d="M6.4 2.6H3v10.8h3.4M9.8 5 12.8 8l-3 3M12.6 8H6" />,
} satisfies Record<string, ReactNode>

export type IconName = keyof typeof drawings

/** An inline drawing in the text's colour. Hidden from readers unless `label` is given. */
export function Icon({ name, label, size = 16 }: { name: IconName; label?: string; size?: number }) {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    >
      {drawings[name]}
    </svg>
  )
}

/** Every drawing by name, for the gallery. */
export const iconNames = Object.keys(drawings) as IconName[]
