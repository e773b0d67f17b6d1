#!/bin/sh
# What the image runs: MODEL names a folder or a hub id.
exec vllm serve "$MODEL" \
  --host 0.0.0.0 --port 8000 \
  --max-model-len 8192 \
  --swap-space 0 \
  --disable-log-requests
