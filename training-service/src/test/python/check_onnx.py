#!/usr/bin/env python3
"""Runs a model in ONNX Runtime from PyPI on saved inputs and compares with saved outputs.

    check_onnx.py MODEL.onnx CHECK.json

CHECK.json: {"inputs":  [{"name", "datatype", "shape", "data"}],
             "outputs": [{"name", "shape", "data", "absolute"} or {..., "relative"}]}
datatype is an Open Inference Protocol name (UINT8, BOOL, INT64, FP32); data is base64 of little-endian values, of FP32
for outputs; absolute and relative are the largest difference allowed (1e-4 when neither is given, absolute).
Prints one line per output; ends with 1 when one differs or something is missing.
"""
import base64
import json
import sys

try:
    import numpy
    import onnxruntime
except ImportError as missing:
    sys.exit(f"{missing.name} is missing (expected: pip install onnxruntime==1.29.0)")

TYPES = {"UINT8": "u1", "BOOL": "?", "INT64": "<i8", "FP32": "<f4"}


def tensor(entry, datatype):
    raw = base64.b64decode(entry["data"])
    return numpy.frombuffer(raw, dtype=TYPES[datatype]).reshape(entry["shape"])


def main(model, check_file):
    with open(check_file, encoding="utf-8") as file:
        check = json.load(file)
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    inputs = {entry["name"]: tensor(entry, entry["datatype"]) for entry in check["inputs"]}
    names = [entry["name"] for entry in check["outputs"]]
    failed = False
    for entry, actual in zip(check["outputs"], session.run(names, inputs)):
        expected = tensor(entry, "FP32").astype(numpy.float64)
        if actual.shape != expected.shape:
            print(f"{entry['name']}: shape {actual.shape} (expected: {expected.shape})")
            failed = True
            continue
        difference = numpy.abs(actual.astype(numpy.float64) - expected)
        kind = "relative" if "relative" in entry else "absolute"
        if kind == "relative":
            difference = difference / numpy.maximum(numpy.abs(expected), 1e-12)
        largest = float(difference.max()) if difference.size else 0.0
        bound = float(entry.get(kind, 1e-4))
        within = largest <= bound
        failed = failed or not within
        print(f"{entry['name']}: largest {kind} difference {largest:.3g} ({'within' if within else 'NOT within'} {bound:g})")
    print(f"onnxruntime {onnxruntime.__version__}, {len(next(iter(inputs.values())))} rows")
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2]))
