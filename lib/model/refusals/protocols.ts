/** What MLflow's server, Triton and TensorFlow Serving say of a body that is JSON, and not in their own form. */
import { at, count, inOptions, type RefusalKind } from './refusal'

const exampleBody = `as the example body of Input “Other JSON” ${inOptions}`

export const protocolRefusals: RefusalKind[] = [
  {
    id: 'mlflow-fields',
    at: 'model',
    says: [/must be a JSON dictionary with exactly one of the input fields/i],
    title: 'MLflow reads one of four fields',
    means:
      'Its server takes an object with dataframe_split, dataframe_records, instances or inputs, and finds none of them, or several.',
    remedy: `Send {"dataframe_split": {"columns": […], "data": [[…]]}} ${exampleBody}.`,
    source: at.repository('mlflow/mlflow/blob/master/mlflow/pyfunc/scoring_server/__init__.py'),
  },
  {
    id: 'mlflow-inputs',
    at: 'model',
    says: [/failed to parse data as TF serving input/i],
    title: 'The values of inputs do not fit the model’s signature',
    means: 'MLflow reads inputs as one list, or as an object with a list for each name of the signature.',
    remedy: `Send each name of the signature, with lists of one length, ${exampleBody}.`,
    source: at.repository('mlflow/mlflow/pull/10094'),
  },
  {
    id: 'tensor-data',
    at: 'model',
    says: [/unable to parse 'data': shape does not match true shape of 'data' field/i],
    title: 'A tensor has more or fewer values than its shape',
    means: 'The sizes in shape, multiplied, are the number of values that data needs.',
    remedy: `Change shape or data of each input, ${exampleBody}.`,
    source: at.repository('triton-inference-server/server/issues/6791'),
  },
  {
    id: 'tensor-size',
    at: 'model',
    says: [/attempt to access JSON non-unsigned-integer as unsigned-integer/i],
    title: 'The shape of a tensor has a size that is no whole number',
    means: '-1 stands in config.pbtxt for any size. A request names the sizes that it sends.',
    remedy: `Write the sizes of this request into shape, ${exampleBody}.`,
    source: at.repository('triton-inference-server/server/issues/1649'),
  },
  {
    id: 'tensor-binary',
    at: 'model',
    says: [
      /(?:sending|receiving) (?<kind>FP16|BF16) data via JSON is not supported.{0,60}?binary data format(?: for (?:input|output) (?<name>\S{1,80}))?/i,
    ],
    title: 'JSON cannot hold tensors of this type',
    means: ({ kind, name }) =>
      `${name ?? 'A tensor of the model'} is ${kind ?? 'FP16 or BF16'}, which Triton takes in its binary form alone.`,
    remedy: 'Export the model with FP32 inputs and outputs, or put an ensemble before it that converts them.',
    source: at.repository('triton-inference-server/server/issues/5960'),
  },
  {
    id: 'sequence-id',
    at: 'model',
    says: [/must specify a non-zero or non-empty correlation ID/i],
    title: 'The model takes sequences, and the request names none',
    means: 'Its requests belong together by sequence_id, and the first and the last one say so.',
    remedy: `Add "parameters": {"sequence_id": 1, "sequence_start": true, "sequence_end": true} ${exampleBody}.`,
    source: at.repository('triton-inference-server/server/blob/main/docs/protocol/extension_sequence.md'),
  },
  {
    id: 'tensor-batch',
    at: 'model',
    says: [
      /tensor name: (?<name>\S{1,80}) has inconsistent batch size: (?<got>\d{1,9}) expecting:? (?<expected>\d{1,9})/i,
    ],
    title: 'The inputs have different numbers of rows',
    means: ({ name, got, expected }) =>
      name && got && expected
        ? `${name} has ${count(got)}, and another input has ${count(expected)}.`
        : 'TensorFlow Serving takes as many rows of each input.',
    remedy: `Send one row of each input in every object of "instances", ${exampleBody}.`,
    source: at.repository('tensorflow/serving/blob/master/tensorflow_serving/util/json_tensor.cc'),
  },
]
