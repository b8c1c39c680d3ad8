/** Answers to time series: lines, quantiles, limits, and tables with a row for each step. None of them has a normalised form. */
import type { ResponseCase } from './case'

const quantile = (share: number, ...values: number[]) => ({ share, values })
const forecast = { task: 'forecast' }

export const forecastCases: ResponseCase[] = [
  {
    name: 'Chronos, quantiles beside the mean',
    body: '{"predictions":[{"mean":[10,12,13],"0.1":[8,9,9],"0.5":[10,12,13],"0.9":[12,15,17]}]}',
    prediction: {
      kind: 'forecast',
      mean: [10, 12, 13],
      quantiles: [quantile(0.1, 8, 9, 9), quantile(0.5, 10, 12, 13), quantile(0.9, 12, 15, 17)],
    },
  },
  {
    name: 'Chronos, with the item and its start',
    body: '{"predictions":[{"item_id":"T1","start":"2024-01-01","mean":[10,12],"0.1":[8,9],"0.9":[12,15]}]}',
    output: { task: 'forecast' },
    prediction: { kind: 'forecast', mean: [10, 12], rest: { item_id: 'T1', start: '2024-01-01' } },
  },
  {
    name: 'two series',
    body: '{"predictions":[{"mean":[1,2],"p10":[0,1],"p90":[2,3]},{"mean":[3,4],"p10":[2,3],"p90":[4,5]}]}',
    rows: 2,
    prediction: {
      kind: 'rows',
      rows: [
        { kind: 'forecast', mean: [1, 2], quantiles: [quantile(0.1, 0, 1), quantile(0.9, 2, 3)] },
        { kind: 'forecast', mean: [3, 4] },
      ],
    },
  },
  {
    name: 'AutoGluon, a row for each step',
    body: '[{"item_id":"A","timestamp":"2024-01-01","mean":1,"0.1":0.5,"0.9":2},{"item_id":"A","timestamp":"2024-01-02","mean":2,"0.1":1.5,"0.9":3}]',
    prediction: {
      kind: 'forecast',
      mean: [1, 2],
      quantiles: [quantile(0.1, 0.5, 1.5), quantile(0.9, 2, 3)],
      rest: { item_id: 'A', timestamp: ['2024-01-01', '2024-01-02'] },
    },
  },
  {
    name: 'AutoGluon, CSV with a row for each step',
    body: 'item_id,timestamp,mean,0.1,0.9\nA,2024-01-01,1,0.5,2\nA,2024-01-02,2,1.5,3\n',
    contentType: 'text/csv',
    prediction: {
      kind: 'forecast',
      mean: [1, 2],
      quantiles: [quantile(0.1, 0.5, 1.5), quantile(0.9, 2, 3)],
      rest: { item_id: 'A', timestamp: ['2024-01-01', '2024-01-02'] },
    },
  },
  {
    name: 'DeepAR, JSON by lines',
    body: '{"mean":[1,2],"quantiles":{"0.1":[0,1],"0.9":[2,3]}}\n{"mean":[3,4],"quantiles":{"0.1":[2,3],"0.9":[4,5]}}\n',
    contentType: 'application/jsonlines',
    rows: 2,
    prediction: {
      kind: 'rows',
      rows: [
        { kind: 'forecast', mean: [1, 2] },
        { kind: 'forecast', mean: [3, 4] },
      ],
    },
  },
  {
    name: 'steps of unequal length are shown as they came',
    body: '{"predictions":[{"mean":[1,2,3],"0.1":[1,2]}]}',
    prediction: { kind: 'raw' },
  },
  {
    name: 'Prophet, records',
    body: '[{"ds":"2024-01-01","trend":1,"yhat_lower":0.5,"yhat_upper":2,"yhat":1.25},{"ds":"2024-01-02","trend":1,"yhat_lower":1.5,"yhat_upper":3,"yhat":2.25}]',
    prediction: {
      kind: 'forecast',
      mean: [1.25, 2.25],
      quantiles: [],
      band: { lower: [0.5, 1.5], upper: [2, 3] },
      rest: { ds: ['2024-01-01', '2024-01-02'], trend: [1, 1] },
    },
  },
  {
    name: 'Prophet, to_json by column',
    body: '{"ds":{"0":1704067200000,"1":1704153600000},"yhat":{"0":1.25,"1":2.25},"yhat_lower":{"0":0.5,"1":1.5},"yhat_upper":{"0":2,"1":3}}',
    prediction: { kind: 'forecast', mean: [1.25, 2.25], band: { lower: [0.5, 1.5], upper: [2, 3] } },
  },
  {
    name: 'Prophet, CSV',
    body: 'ds,yhat,yhat_lower,yhat_upper\n2024-01-01,1.25,0.5,2\n2024-01-02,2.25,1.5,3\n',
    contentType: 'text/csv',
    prediction: { kind: 'forecast', mean: [1.25, 2.25], band: { lower: [0.5, 1.5], upper: [2, 3] } },
  },
  {
    name: 'Prophet without its limits, below an envelope',
    body: '{"predictions":[{"ds":"2024-01-01","yhat":1.25},{"ds":"2024-01-02","yhat":2.25}]}',
    prediction: { kind: 'forecast', mean: [1.25, 2.25], rest: { ds: ['2024-01-01', '2024-01-02'] } },
  },
  {
    name: 'Prophet, as many rows as were sent',
    body: '[{"ds":"2024-01-01","yhat":1.25,"yhat_lower":0.5,"yhat_upper":2},{"ds":"2024-01-02","yhat":2.25,"yhat_lower":1.5,"yhat_upper":3}]',
    rows: 2,
    prediction: {
      kind: 'rows',
      rows: [
        { kind: 'value', value: 1.25, name: 'yhat', rest: { ds: '2024-01-01', yhat_lower: 0.5, yhat_upper: 2 } },
        { kind: 'value', value: 2.25 },
      ],
    },
    normalised: [
      { value: 1.25, name: 'yhat', rest: { ds: '2024-01-01', yhat_lower: 0.5, yhat_upper: 2 } },
      { value: 2.25, name: 'yhat' },
    ],
    cells: ['1.25', '2.25'],
  },
  {
    name: 'Nixtla, limits of a level for each model',
    body: '[{"unique_id":"A","ds":"2024-01","AutoARIMA":1,"AutoARIMA-lo-95":0.5,"AutoARIMA-hi-95":2},{"unique_id":"A","ds":"2024-02","AutoARIMA":2,"AutoARIMA-lo-95":1.5,"AutoARIMA-hi-95":3}]',
    prediction: {
      kind: 'forecast',
      mean: [1, 2],
      quantiles: [quantile(0.025, 0.5, 1.5), quantile(0.975, 2, 3)],
      rest: { unique_id: 'A', ds: ['2024-01', '2024-02'] },
    },
  },
  {
    name: 'R, a forecast as a data frame',
    body: '[{"Point Forecast":1,"Lo 80":0.5,"Hi 80":2,"_row":"Jan 2024"},{"Point Forecast":2,"Lo 80":1.5,"Hi 80":3,"_row":"Feb 2024"}]',
    prediction: {
      kind: 'forecast',
      mean: [1, 2],
      quantiles: [quantile(0.1, 0.5, 1.5), quantile(0.9, 2, 3)],
      rest: { _row: ['Jan 2024', 'Feb 2024'] },
    },
  },
  {
    name: 'statsmodels, summary_frame',
    body: '[{"mean":1,"mean_se":0.5,"mean_ci_lower":0.5,"mean_ci_upper":2},{"mean":2,"mean_se":0.5,"mean_ci_lower":1.5,"mean_ci_upper":3}]',
    prediction: {
      kind: 'forecast',
      mean: [1, 2],
      band: { lower: [0.5, 1.5], upper: [2, 3] },
      rest: { mean_se: [0.5, 0.5] },
    },
  },
  {
    name: 'statsmodels, the same of a regression on two rows',
    body: '[{"mean":1,"mean_ci_lower":0.5,"mean_ci_upper":2},{"mean":2,"mean_ci_lower":1.5,"mean_ci_upper":3}]',
    rows: 2,
    prediction: { kind: 'rows', rows: [{ kind: 'vector' }, { kind: 'vector' }] },
    normalised: [{ outputs: [{ name: 'mean', value: 1 }, {}, {}] }, { outputs: [{ name: 'mean', value: 2 }, {}, {}] }],
  },
  {
    name: 'a line with its limits as lists',
    body: '{"forecast":[1,2,3],"lower":[0,1,2],"upper":[2,3,4],"model":"ets"}',
    prediction: {
      kind: 'forecast',
      mean: [1, 2, 3],
      band: { lower: [0, 1, 2], upper: [2, 3, 4] },
      rest: { model: 'ets' },
    },
  },
  {
    name: 'pmdarima, a pair of limits for each step',
    body: '{"forecast":[1,2],"conf_int":[[0,2],[1,3]]}',
    prediction: { kind: 'forecast', mean: [1, 2], band: { lower: [0, 1], upper: [2, 3] } },
  },
  {
    name: 'predictions with limits, of a model that forecasts',
    body: '{"predictions":[1,2],"lower":[0,1],"upper":[2,3]}',
    output: forecast,
    prediction: { kind: 'forecast', mean: [1, 2], band: { lower: [0, 1], upper: [2, 3] } },
  },
  {
    name: 'a forecast of shares is no class',
    body: '{"forecast":[0.5,0.25,0.25]}',
    prediction: { kind: 'forecast', mean: [0.5, 0.25, 0.25], quantiles: [], samples: [] },
  },
  {
    name: 'limits of another length are shown as they came',
    body: '{"forecast":[1,2,3],"lower":[0,1],"upper":[2,3]}',
    prediction: { kind: 'raw' },
  },
  {
    name: 'quantiles of a regression stand beside its value',
    body: '[{"id":7,"prediction":5,"0.05":3,"0.95":8}]',
    prediction: { kind: 'value', value: 5, name: 'prediction', rest: { id: 7, '0.05': 3, '0.95': 8 } },
    normalised: [{ value: 5, name: 'prediction', rest: { id: 7, '0.05': 3, '0.95': 8 } }],
    cells: ['5'],
  },
]
