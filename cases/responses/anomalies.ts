/** Answers of detectors: scores, verdicts, and both. */
import type { ResponseCase } from './case'

const anomaly = { task: 'anomaly' }
const rows = (...all: object[]) => ({ kind: 'rows', rows: all })

export const anomalyCases: ResponseCase[] = [
  {
    name: 'scikit-learn, -1 is an outlier',
    body: '[-1]',
    output: anomaly,
    prediction: { kind: 'anomaly', score: -1, anomalous: true },
    normalised: [{ score: -1, anomalous: true }],
    cells: ['-1'],
  },
  {
    name: 'scikit-learn, -1 whatever the threshold',
    body: '[-1]',
    output: { ...anomaly, threshold: 0.5 },
    prediction: { kind: 'anomaly', score: -1, anomalous: true },
    normalised: [{ score: -1, anomalous: true }],
    cells: ['-1'],
  },
  {
    name: 'scikit-learn, an inlier beside an outlier',
    body: '{"predictions":[1,-1]}',
    rows: 2,
    output: { ...anomaly, threshold: 0.5 },
    prediction: rows({ kind: 'anomaly', score: 1, anomalous: false }, { kind: 'anomaly', score: -1, anomalous: true }),
    normalised: [
      { score: 1, anomalous: false },
      { score: -1, anomalous: true },
    ],
    cells: ['1', '-1'],
  },
  {
    name: 'PyOD, 1 is an outlier',
    body: '[0,1]',
    rows: 2,
    output: anomaly,
    prediction: rows({ kind: 'anomaly', score: 0, anomalous: false }, { kind: 'anomaly', score: 1, anomalous: true }),
    normalised: [{ score: 0 }, { score: 1 }],
    cells: ['0', '1'],
  },
  {
    name: 'a detector’s own verdict beside its score, against the threshold',
    body: '{"is_anomaly":true,"score":0.93}',
    output: { ...anomaly, threshold: 0.95 },
    prediction: { kind: 'anomaly', score: 0.93, anomalous: true },
    normalised: [{ score: 0.93, anomalous: true }],
    cells: ['0.93'],
  },
  {
    name: 'a detector’s own verdict, nobody said what the model does',
    body: '[{"anomaly_score":0.21,"is_outlier":0,"id":"a"}]',
    prediction: { kind: 'anomaly', score: 0.21, anomalous: false, rest: { id: 'a' } },
    normalised: [{ score: 0.21, anomalous: false, rest: { id: 'a' } }],
    cells: ['0.21'],
  },
  {
    name: 'scikit-learn, the verdict beside a decision function below zero',
    body: '{"prediction":-1,"score":-0.125}',
    output: { ...anomaly, threshold: 0 },
    prediction: { kind: 'anomaly', score: -0.125, anomalous: true },
    normalised: [{ score: -0.125, anomalous: true }],
    cells: ['-0.125'],
  },
  {
    name: 'scores below zero have no threshold of their own',
    body: '[-0.5,-0.5,-0.5,-0.5,-0.5,-0.5,-0.5,-0.5,-0.5,-0.75]',
    rows: 10,
    output: anomaly,
    prediction: rows(...Array.from({ length: 9 }, () => ({ score: -0.5 })), { score: -0.75 }),
    normalised: Array.from({ length: 10 }, (_, at) => ({ score: at < 9 ? -0.5 : -0.75 })),
    cells: Array.from({ length: 10 }, (_, at) => (at < 9 ? '-0.5' : '-0.75')),
  },
]
