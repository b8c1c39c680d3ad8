'use client'

import { Copy, Rocket, Search, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Encoding } from '@/lib/model/tables/encoding'
import { Button, ButtonLink, IconButton } from '../ui/button'
import { Checkbox } from '../ui/form/checkbox'
import { EncodingSelect } from '../ui/form/encoding-select'
import { Field } from '../ui/form/field'
import { Input, Textarea } from '../ui/form/input'
import { ListInput } from '../ui/form/list-input'
import { RadioList } from '../ui/form/radio-list'
import { Segmented } from '../ui/form/segmented'
import { Select } from '../ui/form/select'
import { NotDrawn, NotLoaded } from '../ui/not-loaded'
import { ConfirmDialog } from '../ui/overlay/dialog'
import { Menu, MenuCheckbox, MenuItem, MenuLabel, MenuLink, MenuSeparator } from '../ui/overlay/dropdown-menu'
import { Popover } from '../ui/overlay/popover'
import { Sheet } from '../ui/overlay/sheet'
import { Tooltip } from '../ui/overlay/tooltip'
import { Opening } from '../ui/state/opening'
import { CopyButton } from '../ui/text/copy-button'
import { toast } from '../ui/toast/toast'
import { Part } from './part'

const long = 'a-name-of-sixty-three-characters-which-is-the-most-that-is-allowed'
const choices = [
  { value: 'a', label: 'Anyone', hint: 'Whoever has the URL, within the rate' },
  { value: 'b', label: 'Callers with an API key', hint: 'Counted, capped and revoked one by one' },
  { value: 'c', label: 'People of a user pool', disabled: true },
]
const variants = ['primary', 'default', 'ghost', 'danger'] as const

/** What a person operates. */
export function Controls() {
  return (
    <>
      <Part name="opening">
        {[undefined, { label: 'The deploy form did not load.', onRetry: () => {} }].map((failed) => (
          <div key={failed?.label ?? 'on its way'} className="relative h-20 w-full">
            <Opening
              label="Opening the deploy form…"
              failed={failed}
              close={{ onClose: () => {} }}
              className="absolute"
            />
          </div>
        ))}
      </Part>
      <Part name="button">
        {(['md', 'sm'] as const).map((size) => (
          <div key={size} className="flex flex-wrap gap-2">
            {variants.map((variant) => (
              <Button key={variant} size={size} variant={variant} icon={<Rocket aria-hidden />}>
                Deploy
              </Button>
            ))}
            <Button size={size} busy icon={<Rocket aria-hidden />}>
              Busy
            </Button>
            <Button size={size} busy>
              Busy
            </Button>
            <Button size={size} disabledReason="Choose rows first.">
              Disabled
            </Button>
            <ButtonLink size={size} href="#button">
              Link
            </ButtonLink>
            <IconButton size={size} label="Delete" icon={<Trash2 aria-hidden />} />
          </div>
        ))}
      </Part>
      <Part name="copy-button">
        <CopyButton text={long} />
        <CopyButton iconOnly text={long} label="Copy name" />
      </Part>
      <Part name="input, field">
        <Field label="Name" aside="optional" hint="Letters and digits">
          <Input defaultValue={long} />
        </Field>
        <Field label="Rate" error="More than 0 requests a second">
          <Input mono suffix="req/s" defaultValue="0" />
        </Field>
        <Field label="Search">
          <Input prefix={<Search aria-hidden className="size-[15px]" />} placeholder="Search by name" />
        </Field>
        <Field label="Not now">
          <Input disabled defaultValue="disabled" />
        </Field>
        <Field label="Scopes">
          <Textarea mono defaultValue="models/predict" />
        </Field>
        <Field label="Class names">
          <Names />
        </Field>
      </Part>
      <Choices />
      <Overlays />
    </>
  )
}

function Choices() {
  const [one, setOne] = useState('a')
  const [status, setStatus] = useState('all')
  const [encoding, setEncoding] = useState<Encoding>('utf-8')
  return (
    <>
      <Part name="checkbox">
        <Checkbox label="Off" />
        <Checkbox label="On" defaultChecked hint="With a hint below it" />
        <Checkbox label="Some" checked="indeterminate" />
        <Checkbox label="Disabled" disabled />
      </Part>
      <Part name="radio-list">
        <RadioList label="Who can call" value={one} onValueChange={setOne} items={choices} />
      </Part>
      <Part name="select, encoding-select">
        <Select aria-label="Who can call" value={one} onValueChange={setOne} options={choices} />
        <Select aria-label="Nothing chosen" placeholder="Choose" size="sm" options={choices} />
        <Select aria-label="Disabled" disabled value="a" options={choices} />
        <EncodingSelect encoding={encoding} onChange={setEncoding} />
      </Part>
      <Part name="segmented">
        <Segmented
          label="Status"
          value={status}
          onValueChange={setStatus}
          items={[
            { value: 'all', label: 'All', count: 14 },
            { value: 'InService', label: 'InService', count: 9 },
            { value: 'other', label: 'In progress' },
          ]}
        />
      </Part>
    </>
  )
}

function Overlays() {
  const [open, setOpen] = useState<'dialog' | 'typed' | 'sheet'>()
  const [shown, setShown] = useState(true)
  const close = (next: boolean) => !next && setOpen(undefined)
  return (
    <Part name="dialog, sheet, dropdown-menu, tooltip, toaster">
      <Button onClick={() => setOpen('dialog')}>Confirm</Button>
      <Button onClick={() => setOpen('typed')}>Confirm by typing</Button>
      <Button onClick={() => setOpen('sheet')}>Open sheet</Button>
      <Button onClick={() => toast('URL copied')}>Toast</Button>
      <Tooltip text="A word more about it">
        <Button>Tooltip</Button>
      </Tooltip>
      <Popover label="A small form" trigger={<Button>Popover</Button>} className="p-3">
        {(close) => <Button onClick={close}>Close</Button>}
      </Popover>
      <NotLoaded />
      <NotDrawn onRetry={() => {}} />
      <Menu trigger={<Button>Menu</Button>}>
        <MenuLabel>Actions</MenuLabel>
        <MenuItem icon={<Copy aria-hidden />} aside="C">
          Copy
        </MenuItem>
        <MenuItem disabledReason="Your role is viewer.">Deploy</MenuItem>
        <MenuCheckbox checked={shown} onCheckedChange={setShown}>
          Shown
        </MenuCheckbox>
        <MenuLink href="#menu" current>
          Current page
        </MenuLink>
        <MenuSeparator />
        <MenuItem tone="bad">Remove…</MenuItem>
      </Menu>
      <ConfirmDialog
        open={open === 'dialog' || open === 'typed'}
        onOpenChange={close}
        title="Remove public API?"
        confirmLabel="Remove public API"
        typed={open === 'typed' ? 'iris' : undefined}
        onConfirm={() => setOpen(undefined)}
      >
        Callers are refused at once.
      </ConfirmDialog>
      <Sheet
        open={open === 'sheet'}
        onOpenChange={close}
        title="Deploy public API"
        description={long}
        footer={<Button variant="primary">Deploy 9 resources</Button>}
      >
        <p className="p-6">What the sheet is about.</p>
      </Sheet>
    </Part>
  )
}

function Names() {
  const [names, setNames] = useState(['setosa', 'Iris, versicolor'])
  return <ListInput numbered value={names} onChange={setNames} />
}
