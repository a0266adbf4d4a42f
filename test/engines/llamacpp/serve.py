"""llama.cpp's own server over one model: serve.py MODEL.gguf PORT CONTEXT"""

import signal
import sys

import xllamacpp

settings = xllamacpp.CommonParams()
settings.model.path = sys.argv[1]
settings.port = int(sys.argv[2])
settings.n_ctx = int(sys.argv[3])
settings.hostnames = ["127.0.0.1"]
settings.n_parallel = 1
settings.warmup = False
settings.use_jinja = True
settings.fit_params = False
settings.cpuparams.n_threads = 2
server = xllamacpp.Server(settings)
print("listening", server.listening_address, flush=True)
signal.pause()
