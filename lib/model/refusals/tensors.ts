/** What models of pictures, recordings and tensors say of the bytes and shapes that they got. */
import { formatNumber } from '../../locale'
import { at, inOptions, type RefusalKind } from './refusal'

export const tensorRefusals: RefusalKind[] = [
  {
    id: 'binary-types',
    at: 'model',
    says: [
      /cannot identify image file/i,
      /unable to (?:base64 )?decode (?:the )?image/i,
      /unable to base64 decode\b(?! the body)/i,
      /garbled image/i,
      /(?:invalid image|failed to decode image|failed to read image data)\b/i,
      /base64 encoding is invalid/i,
    ],
    title: 'The model could not read the picture',
    means:
      'What arrived is no picture in a form that the container reads: another file, or bytes that API Gateway passed on as text.',
    remedy: `Choose Input “Image” ${inOptions} with the file’s media type: it then becomes a binary media type of the API.`,
    visitor: 'The model could not read this picture. Try a JPEG or PNG file.',
    source: at.apiGateway('api-gateway-payload-encodings-workflow.html'),
  },
  {
    id: 'image-size',
    at: 'model',
    says: [
      /image size \(?(?<got>\d{1,12}) (?<unit>bytes|pixels)\)? exceeds (?:maximum allowed size of|limit of) (?<limit>\d{1,12})/i,
      /DecompressionBombError/,
    ],
    title: 'The picture is larger than the model takes',
    means: ({ got, limit, unit }) =>
      got && limit && unit
        ? `It takes ${formatNumber(Number(limit))} ${unit}, and this one has ${formatNumber(Number(got))}.`
        : 'The container has a limit for pictures.',
    remedy: 'Send a smaller picture: most models scale it down anyway.',
    visitor: 'This picture is too large. Try a smaller one.',
    source: at.repository('huggingface/text-generation-inference'),
  },
  {
    id: 'image-fetch',
    at: 'model',
    says: [/could not fetch image/i],
    title: 'The server could not download the picture',
    means: 'The message links to a picture, and the container has no way to its address.',
    remedy: 'Send the picture itself as a data: URL (base64), or give the model a network without isolation.',
    visitor: 'The model could not open the link to this picture. Upload the picture itself.',
    source: at.repository('huggingface/text-generation-inference'),
  },
  {
    id: 'channels',
    at: 'model',
    says: [
      /to have (?<expected>\d{1,4}) channels?, but got (?<got>\d{1,4}) channels?/i,
      /input and filter must have the same depth: (?<got>\d{1,4}) vs (?<expected>\d{1,4})/i,
      /number of input channels does not match corresponding dimension of filter, (?<got>\d{1,4}) != (?<expected>\d{1,4})/i,
    ],
    title: 'The picture has another number of color channels than the model reads',
    means: ({ expected, got }) =>
      expected
        ? `The model reads ${expected}, and this picture has ${got}: 1 is greyscale, 3 is RGB, 4 has transparency.`
        : 'Greyscale has 1 channel, RGB has 3, and PNG with transparency has 4.',
    remedy: ({ expected }) =>
      `Save the picture ${expected === '1' ? 'in greyscale' : 'as RGB without transparency, such as JPEG'}.`,
    visitor: 'The model cannot read the colors of this picture. Try a JPEG file.',
    source: at.repository('aws/sagemaker-tensorflow-serving-container/issues/222'),
  },
  {
    id: 'audio-unreadable',
    at: 'model',
    says: [
      /soundfile is either not in the correct format or is malformed/i,
      /error opening .{1,80}: format not recogni[sz]ed/i,
      /failed to (?:load|decode) audio/i,
    ],
    title: 'The model could not read the recording',
    means: 'The bytes are no recording in a form that the container decodes.',
    remedy: `Send WAV or FLAC, and set that Content type of Input “Audio” ${inOptions}.`,
    visitor: 'The model could not read this recording. Try a WAV file.',
    source: at.repository('aws/sagemaker-huggingface-inference-toolkit'),
  },
  {
    id: 'ffmpeg',
    at: 'model',
    says: [/ffmpeg was not found but is required/i],
    title: 'The container has no ffmpeg to decode recordings with',
    means: 'Transformers decodes MP3, M4A and others by the program ffmpeg, which this image lacks.',
    remedy: 'Install ffmpeg in the image, or send arrays of samples instead of files.',
    source: at.repository('aws/sagemaker-huggingface-inference-toolkit'),
  },
  {
    id: 'tensor-shape',
    at: 'model',
    says: [
      /unexpected shape for input '(?<name>[^']{1,80})' for model '[^']{1,80}'\. Expected (?<expected>\[[\d, -]{1,80}\]), got (?<got>\[[\d, -]{1,80}\])/i,
      /request specifies invalid shape for input '(?<name>[^']{1,80})'/i,
      /unexpected size for input '(?<name>[^']{1,80})'/i,
      /expected shape=(?<expected>\([^()]{1,80}\)), found shape=(?<got>\([^()]{1,80}\))/i,
      /is incompatible with the layer: expected (?:min_)?ndim=(?<expected>\d{1,2}), found ndim=(?<got>\d{1,2})/i,
      /expected (?<expected>[1-5])-?D(?:imensional)? \(?.{0,40}?input.{0,60}?(?:but )?got (?:input of size: )?(?<got>\[[\d, ]{1,60}\])/i,
      /got invalid dimensions for input: (?<name>\S{1,60})/i,
      /cannot reshape (?:array of size|tensor of) (?<got>\d{1,12})/i,
      /shape '\[[\d, -]{1,80}\]' is invalid for input of size (?<got>\d{1,12})/i,
    ],
    title: 'The tensor has another shape than the model’s input',
    means: ({ name, expected, got }) =>
      expected && got
        ? `The model reads ${name ? `${name} as ` : ''}${expected}, and got ${got}.`
        : `The model’s input${name ? ` ${name}` : ''} has a fixed shape.`,
    remedy: ({ expected }) =>
      `Send data of ${expected?.includes(',') ? `the shape ${expected}` : 'that shape'}: as Input “Other JSON”, with such an example body ${inOptions}. A batch is the first dimension.`,
    source: at.repository('triton-inference-server/server/issues/2411'),
  },
  {
    id: 'tensor-input',
    at: 'model',
    says: [
      /unexpected inference input '(?<name>[^']{1,80})'/i,
      /expected (?<expected>\d{1,4}) inputs? but got (?<got>\d{1,4}) inputs? for model/i,
      /expected number of inputs between \d{1,4} and (?<expected>\d{1,4}) but got (?<got>\d{1,4}) inputs/i,
      /invalid feed input name: ?(?<name>\S{1,60})/i,
      /required inputs \(\[(?<name>[^[\]]{1,120})\]\) are missing from input feed/i,
    ],
    title: 'The inputs have other names or another number than the model’s',
    means: ({ name, expected, got }) =>
      expected
        ? `The model has ${expected} inputs, and the request names ${got}.`
        : `The request’s inputs are not those of the model${name ? `: ${name}` : ''}.`,
    remedy: `Name each input as config.pbtxt or the ONNX graph does, in the example body of Input “Other JSON” ${inOptions}.`,
    source: at.repository('triton-inference-server/server'),
  },
  {
    id: 'tensor-type',
    at: 'model',
    says: [
      /inference input '(?<name>[^']{1,80})' data-type is '(?<got>\w{1,12})', but model '[^']{1,80}' expects '(?<expected>\w{1,12})'/i,
      /expected (?:object of )?scalar type (?<expected>\w{1,12}) (?:but )?(?:got|found) (?:scalar type )?(?<got>\w{1,12})/i,
      /unexpected input data type\. actual: \(tensor\((?<got>\w{1,12})\)\) ?, expected: \(tensor\((?<expected>\w{1,12})\)\)/i,
    ],
    title: 'The tensor has another number type than the model’s input',
    means: ({ expected, got }) =>
      expected ? `The model reads ${expected}, and got ${got}.` : 'The model reads one number type.',
    remedy: ({ expected }) =>
      `Send ${expected ?? 'that type'}: change datatype in the example body ${inOptions}, or convert in the model’s input_fn.`,
    source: at.repository('triton-inference-server/server'),
  },
  {
    id: 'serving-signature',
    at: 'model',
    says: [/serving signature (?:name|key)[: ]{1,2}"?(?<name>[\w.-]{1,60})"? not found/i],
    title: 'The saved model has no such signature',
    means: ({ name }) =>
      `The request names the signature ${name ?? 'by a name'} that the SavedModel was not exported with.`,
    remedy: 'Leave signature_name out, or export the model with this signature.',
    source: at.repository('aws/sagemaker-tensorflow-serving-container'),
  },
]
