/** Answers to a picture: boxes in every order and spelling, and masks. None of them has a normalised form. */
import type { ResponseCase } from './case'

const box = (label: string, score: number | undefined, [xmin, ymin, xmax, ymax]: number[]) => ({
  label,
  ...(score === undefined ? {} : { score }),
  ...{ xmin, ymin, xmax, ymax },
})
const pixels = (...boxes: object[]) => ({ kind: 'boxes', relative: false, boxes })
const shares = (...boxes: object[]) => ({ kind: 'boxes', relative: true, boxes })
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII='

export const pictureCases: ResponseCase[] = [
  {
    name: 'torchvision, corners in pixels',
    body: '{"boxes":[[10,20,110,220],[1,2,3,4]],"labels":["cat","dog"],"scores":[0.98,0.97]}',
    prediction: pixels(box('cat', 0.98, [10, 20, 110, 220]), box('dog', 0.97, [1, 2, 3, 4])),
  },
  {
    name: 'torchvision, a list of one picture, classes by number',
    body: '[{"boxes":[[10,20,110,220]],"labels":[1],"scores":[0.98]}]',
    output: { task: 'detection', labels: ['background', 'cat'] },
    prediction: pixels(box('cat', 0.98, [10, 20, 110, 220])),
  },
  {
    name: 'torchvision, below predictions, with facts beside',
    body: '{"predictions":[{"boxes":[[10,20,110,220]],"labels":["cat"],"scores":[0.98]}],"took_ms":31}',
    prediction: { ...pixels(box('cat', 0.98, [10, 20, 110, 220])), rest: { took_ms: 31 } },
  },
  {
    name: 'YOLO, boxes.data of one',
    body: '{"boxes":[[10.5,20.25,110,220,0.91,15]]}',
    prediction: pixels(box('Class 15', 0.91, [10.5, 20.25, 110, 220])),
  },
  {
    name: 'YOLO, boxes.data of several',
    body: '{"boxes":[[1,2,30,40,0.5,0],[10.5,20.25,110,220,0.91,15]],"names":{"0":"person","15":"cat"}}',
    prediction: pixels(box('cat', 0.91, [10.5, 20.25, 110, 220]), box('person', 0.5, [1, 2, 30, 40])),
  },
  {
    name: 'ultralytics, to_json',
    body: '[{"name":"cat","class":15,"confidence":0.91,"box":{"x1":10.5,"y1":20.25,"x2":110,"y2":220}}]',
    prediction: { ...pixels(box('cat', 0.91, [10.5, 20.25, 110, 220])), rest: { class: [15] } },
  },
  {
    name: 'YOLOv5, pandas records',
    body: '[{"xmin":10.5,"ymin":20.25,"xmax":110,"ymax":220,"confidence":0.91,"class":15,"name":"cat"}]',
    prediction: { ...pixels(box('cat', 0.91, [10.5, 20.25, 110, 220])), rest: { class: [15] } },
  },
  {
    name: 'YOLOv5, centre and size',
    body: '[{"xcenter":60,"ycenter":120,"width":100,"height":200,"confidence":0.91,"name":"cat"}]',
    prediction: pixels(box('cat', 0.91, [10, 20, 110, 220])),
  },
  {
    name: 'TensorFlow, ymin xmin ymax xmax',
    body: '{"predictions":[{"detection_boxes":[[0.2,0.1,0.4,0.3]],"detection_classes":[18],"detection_scores":[0.7],"num_detections":1}]}',
    prediction: shares(box('Class 18', 0.7, [0.1, 0.2, 0.3, 0.4])),
  },
  {
    name: 'TensorFlow Hub, with names and the batch’s dimension',
    body: '{"detection_boxes":[[[0.2,0.1,0.4,0.3],[0,0,1,1]]],"detection_class_entities":[["Cat","Dog"]],"detection_scores":[[0.7,0.2]]}',
    prediction: shares(box('Cat', 0.7, [0.1, 0.2, 0.3, 0.4]), box('Dog', 0.2, [0, 0, 1, 1])),
  },
  {
    name: 'JumpStart, xmin xmax ymin ymax, labels by class',
    body: '{"normalized_boxes":[[0.1,0.3,0.2,0.4]],"classes":[1],"scores":[0.7],"labels":["person","car"]}',
    prediction: shares(box('car', 0.7, [0.1, 0.2, 0.3, 0.4])),
  },
  {
    name: 'JumpStart, boxes that only stand as left top right bottom',
    body: '{"normalized_boxes":[[0.5,0.1,0.9,0.4]],"classes":[0],"scores":[0.7],"labels":["person"]}',
    prediction: shares(box('person', 0.7, [0.5, 0.1, 0.9, 0.4])),
  },
  {
    name: 'COCO results, x y width height',
    body: '[{"image_id":1,"category_id":18,"bbox":[10,20,100,200],"score":0.91}]',
    prediction: { ...pixels(box('Class 18', 0.91, [10, 20, 110, 220])), rest: { image_id: [1] } },
  },
  {
    name: 'MMDetection in TorchServe',
    body: '[{"class_label":"cat","bbox":[10,20,110,220],"score":0.91}]',
    prediction: pixels(box('cat', 0.91, [10, 20, 110, 220])),
  },
  {
    name: 'TorchServe, the name is the key',
    body: '[{"person":[167.5,57,301.25,436.5],"score":0.99},{"bench":[1,2,3,4],"score":0.5}]',
    prediction: pixels(box('person', 0.99, [167.5, 57, 301.25, 436.5]), box('bench', 0.5, [1, 2, 3, 4])),
  },
  {
    name: 'TorchServe of old, corners as text',
    body: '[{"person":"[(167.5, 57.0), (301.25, 436.5)]","score":0.99}]',
    prediction: pixels(box('person', 0.99, [167.5, 57, 301.25, 436.5])),
  },
  {
    name: 'Detectron2',
    body: '{"pred_boxes":[[10,20,110,220]],"pred_classes":[2],"scores":[0.9]}',
    prediction: pixels(box('Class 2', 0.9, [10, 20, 110, 220])),
  },
  {
    name: 'Rekognition’s spelling',
    body: '[{"label":"cat","confidence":0.9,"BoundingBox":{"Left":0.5,"Top":0.25,"Width":0.25,"Height":0.5}}]',
    prediction: shares(box('cat', 0.9, [0.5, 0.25, 0.75, 0.75])),
  },
  {
    name: 'Roboflow, x and y are the centre',
    body: '{"predictions":[{"x":60,"y":120,"width":100,"height":200,"class":"cat","confidence":0.9,"class_id":1}]}',
    prediction: { ...pixels(box('cat', 0.9, [10, 20, 110, 220])), rest: { class_id: [1] } },
  },
  {
    name: 'x and y that can be a centre or a corner are shown as they came',
    body: '[{"x":60,"y":120,"width":100,"height":200,"class":"cat","confidence":0.9}]',
    prediction: { kind: 'raw' },
  },
  {
    name: 'a list for each picture',
    body: '[[{"label":"a cat","score":0.4,"box":{"xmin":1,"ymin":2,"xmax":30,"ymax":4}}]]',
    prediction: pixels(box('a cat', 0.4, [1, 2, 30, 4])),
  },
  {
    name: 'torchvision, with masks in numbers',
    body: '{"boxes":[[10,20,110,220]],"labels":["cat"],"scores":[0.98],"masks":[[[0,1],[1,0]]]}',
    prediction: {
      ...pixels(box('cat', 0.98, [10, 20, 110, 220])),
      rest: {
        masks: [
          [
            [0, 1],
            [1, 0],
          ],
        ],
      },
    },
  },
  {
    name: 'torchvision, with the points of a body',
    body: '{"boxes":[[10,20,110,220]],"labels":["person"],"scores":[0.98],"keypoints":[[[15,25,1]]],"keypoints_scores":[[9.5]]}',
    prediction: {
      ...pixels(box('person', 0.98, [10, 20, 110, 220])),
      rest: { keypoints: [[[15, 25, 1]]], keypoints_scores: [[9.5]] },
    },
  },
  {
    name: 'a face with its landmarks',
    body: '[{"box":[10,20,110,220],"confidence":0.9,"landmarks":{"nose":[60,110]}}]',
    prediction: { ...pixels(box('Object', 0.9, [10, 20, 110, 220])), rest: { landmarks: [{ nose: [60, 110] }] } },
  },
  {
    name: 'points beside their scores are no value',
    body: '[{"keypoints":[[15,25],[30,40]],"scores":[0.9,0.8]}]',
    prediction: { kind: 'raw' },
  },
  {
    name: 'points beside one score are no value',
    body: '{"keypoints":[{"x":15,"y":25}],"score":0.9}',
    prediction: { kind: 'raw' },
  },
  {
    name: 'boxes that stand in no order are shown as they came',
    body: '{"boxes":[[110,220,10,20]],"labels":["cat"],"scores":[0.98]}',
    prediction: { kind: 'raw' },
  },
  {
    name: 'a class for each point of the picture is no list of records',
    body: '{"predictions":[[0,0,1],[0,1,0],[1,0,0]]}',
    prediction: { kind: 'raw' },
  },
  {
    name: 'a grid of classes below one batch is no embedding',
    body: '[[[0,0,1],[0,2,1],[1,0,0]]]',
    prediction: { kind: 'raw' },
  },
  {
    name: 'nothing found',
    body: '{"boxes":[],"labels":[],"scores":[]}',
    output: { task: 'detection' },
    prediction: { kind: 'boxes', boxes: [] },
  },
  {
    name: 'Hugging Face, image segmentation',
    body: JSON.stringify([
      { label: 'cat', score: 0.98, mask: png },
      { label: 'grass', score: null, mask: png },
    ]),
    prediction: {
      kind: 'masks',
      masks: [
        { label: 'cat', score: 0.98, image: png },
        { label: 'grass', image: png },
      ],
    },
  },
  {
    name: 'masks by label',
    body: JSON.stringify({ cat: png, dog: png }),
    prediction: { kind: 'masks', masks: [{ label: 'cat', image: png }, { label: 'dog' }] },
  },
  {
    name: 'masks beside labels',
    body: JSON.stringify({ masks: [png], labels: ['cat'], scores: [0.9] }),
    prediction: { kind: 'masks', masks: [{ label: 'cat', score: 0.9, image: png }] },
  },
  {
    name: 'masks below one key, by label',
    body: JSON.stringify({ masks: { cat: png } }),
    prediction: { kind: 'masks', masks: [{ label: 'cat', image: png }] },
  },
  {
    name: 'a picture that the model painted is no mask',
    body: JSON.stringify({ generated_image: png, prompt: 'a cat' }),
    prediction: { kind: 'raw' },
  },
]
