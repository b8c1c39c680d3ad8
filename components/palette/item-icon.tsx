import {
  Activity,
  ArrowLeftRight,
  ArrowRight,
  BookOpen,
  ChartLine,
  Copy,
  Handshake,
  History,
  Keyboard,
  KeyRound,
  Layers,
  LayoutDashboard,
  Link2,
  Play,
  Rocket,
  Route,
  ScrollText,
  Server,
  Trash2,
} from 'lucide-react'
import { Arch } from '../ui/arch'
import { Mark, statusLook } from '../ui/state/status'
import { toneClass } from '../ui/tone'
import type { ItemIcon } from './item'

const icons = {
  play: Play,
  copy: Copy,
  deploy: Rocket,
  remove: Trash2,
  open: ArrowRight,
  trace: Route,
  metrics: ChartLine,
  logs: ScrollText,
  activity: History,
  dashboard: LayoutDashboard,
  endpoints: Server,
  apis: Layers,
  adopt: Handshake,
  place: ArrowLeftRight,
  keyboard: Keyboard,
  docs: BookOpen,
  link: Link2,
  key: KeyRound,
}

/** An endpoint has the mark of its status, a public API its arch, everything else a line icon. */
export function PaletteIcon({ icon }: { icon: ItemIcon }) {
  if (icon === 'api') return <Arch state="live" />
  if (typeof icon === 'string') {
    const Icon = icons[icon]
    return <Icon aria-hidden className="size-4" />
  }
  if (!icon.status) return <Activity aria-hidden className="size-4" />
  const { tone, shape } = statusLook[icon.status]
  return (
    <span className={`${toneClass[tone]} text-(--x-d)`}>
      <Mark shape={shape} />
    </span>
  )
}
