'use client'

import { useState } from 'react'
import { highlight } from '@/lib/snippets/highlight'
import type { Snippets } from '@/lib/snippets/snippets'
import { Card, CardHeader } from '../ui/card'
import { Segmented } from '../ui/form/segmented'
import { CodeBlock } from '../ui/text/code-block'

const languages: { value: keyof Snippets; label: string }[] = [
  { value: 'curl', label: 'curl' },
  { value: 'python', label: 'Python' },
  { value: 'javascript', label: 'JavaScript' },
]

export function CallFromCode({ snippets }: { snippets: Snippets }) {
  const [language, setLanguage] = useState<keyof Snippets>('curl')
  const label = languages.find((one) => one.value === language)?.label ?? ''
  const code = snippets[language]
  return (
    <Card aria-labelledby="code">
      <CardHeader id="code" title="Call it from code" meta="uses the values above" />
      <div className="px-4 py-2">
        <Segmented label="Language" value={language} onValueChange={setLanguage} items={languages} />
      </div>
      <CodeBlock code={code} tokens={highlight(code, language)} label={`Call in ${label}`} copied={`${label} copied`} />
    </Card>
  )
}
