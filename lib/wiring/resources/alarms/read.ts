import { observeAlarms } from '../../../aws/alarm'
import { orDenied } from '../../../aws/or-denied'
import { unchecked } from '../../state/item'
import type { ObservedParts } from '../../state/observed'
import type { ResourceRead } from '../read-resource'
import { alarmArn, alarmNamesOf, alarmsTag } from './plan'

/** Reads both alarms by their derived names, if the spec or the tag of the API says that there are any. */
export const alarmsRead: ResourceRead<ObservedParts['alarms']> = {
  namesIn: ({ apis, chosen, names, everything }) =>
    everything || chosen?.alarms || apis[0]?.tags[alarmsTag] !== undefined ? Object.values(alarmNamesOf(names)) : [],
  read: async ({ cloudWatch }, names, { target }) =>
    (await orDenied(observeAlarms(cloudWatch, names))) ?? {
      denied: unchecked('cloudwatch:DescribeAlarms', alarmArn(target, '*'), 'alarms'),
    },
}
