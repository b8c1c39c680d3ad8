'use client'

import type { Problems } from '../values/form-values'
import { TextField } from './text-field'

/** What agents read of the tool. */
export const McpOptions = ({ problems }: { problems: Problems }) => (
  <TextField
    name="mcpDescription"
    label="What the tool is for"
    aside="optional"
    placeholder="Predicts the species of an iris from four lengths in centimetres."
    problem={problems.mcpDescription}
    hint="Agents read it to decide whether to call the tool. Empty: a sentence from the features and the labels."
  />
)
