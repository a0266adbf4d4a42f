"""Writes a language model of one layer and random weights: write_model.py OUT.gguf TEMPLATE.jinja

Its words are noise. Three rules stand in the weights, so that an agent's loop over it comes to an end:
- tools in the prompt, and no result yet: a call is begun;
- a result, or a call that is complete: the turn ends, after a few letters;
- a quote is likely, so that the strings within a call stay short.
"""

import sys

import gguf
import numpy as np

OUT, TEMPLATE = sys.argv[1], sys.argv[2]
WIDTH, HEADS, CONTEXT = 64, 4, 32768
LOUD = 1e6

# Tokens: GPT-2's name for each byte, then the marks of the template.
printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
others = [byte for byte in range(256) if byte not in printable]
names = {byte: chr(byte) for byte in printable} | {byte: chr(256 + n) for n, byte in enumerate(others)}
CONTROL = ["<|im_start|>", "<|im_end|>", "<|endoftext|>"]
MARKS = ["<tools>", "<tool_call>", "</tool_call>", "<tool_response>"]
tokens = [names[byte] for byte in range(256)] + CONTROL + MARKS
types = (
    [gguf.TokenType.NORMAL] * 256
    + [gguf.TokenType.CONTROL] * len(CONTROL)
    + [gguf.TokenType.USER_DEFINED] * len(MARKS)
)
at = {token: number for number, token in enumerate(tokens)}

# What attention carries: whether a call or a result was seen (1), tools (2), a result (3). Dimension 0 is constant.
ANY, SEEN, TOOLS, RESULT = range(4)
random = np.random.default_rng(7)
embedding = (random.standard_normal((len(tokens), WIDTH)) * 0.05).astype(np.float32)
embedding[:, ANY], embedding[:, SEEN:RESULT + 1] = 1, 0
for token in ("<tool_call>", "</tool_call>", "<tool_response>"):
    embedding[at[token], SEEN] = 1
embedding[at["<tools>"], TOOLS] = 1
embedding[at["<tool_response>"], RESULT] = 1


def zeros(*shape):
    return np.zeros(shape, np.float32)


value, out = zeros(WIDTH, WIDTH), zeros(WIDTH, WIDTH)
for slot, sign in enumerate((SEEN, TOOLS, RESULT)):
    value[slot, sign], out[sign, slot] = 1, LOUD

head = (random.standard_normal((len(tokens), WIDTH)) * 0.15).astype(np.float32)
head[:, ANY:RESULT + 1] = 0
for byte in [*range(32), *range(127, 256)]:
    head[byte, ANY] = -3
head[at['"'], ANY] += 0.6
head[at["<|im_end|>"], ANY] += 0.45
head[at["<|im_end|>"], SEEN] += 6
for letter in "ok":
    head[at[letter], RESULT] += 20.5
for token in ("<|im_start|>", "<|endoftext|>"):
    head[at[token], ANY] = -9
for token in MARKS:
    head[at[token], ANY] = -3
head[at["<tool_call>"], TOOLS] += 8
head[at["<tool_call>"], SEEN] -= 16

model = gguf.GGUFWriter(OUT, "llama")
model.add_name("noise")
model.add_context_length(CONTEXT)
model.add_embedding_length(WIDTH)
model.add_block_count(1)
model.add_feed_forward_length(WIDTH)
model.add_head_count(HEADS)
model.add_head_count_kv(HEADS)
model.add_rope_dimension_count(WIDTH // HEADS)
model.add_layer_norm_rms_eps(1e-5)
model.add_vocab_size(len(tokens))
model.add_file_type(0)
model.add_tokenizer_model("gpt2")
model.add_tokenizer_pre("gpt-2")
model.add_token_list(tokens)
model.add_token_types(types)
model.add_token_merges(["h e"])
model.add_bos_token_id(at["<|endoftext|>"])
model.add_eos_token_id(at["<|im_end|>"])
model.add_add_bos_token(False)
with open(TEMPLATE, encoding="utf-8") as template:
    model.add_chat_template(template.read())
layer = {"attn_q": zeros(WIDTH, WIDTH), "attn_k": zeros(WIDTH, WIDTH), "attn_v": value, "attn_output": out}
layer |= {name: zeros(WIDTH, WIDTH) for name in ("ffn_gate", "ffn_up", "ffn_down")}
layer |= {name: np.ones(WIDTH, np.float32) for name in ("attn_norm", "ffn_norm")}
model.add_tensor("token_embd.weight", embedding)
model.add_tensor("output_norm.weight", np.ones(WIDTH, np.float32))
model.add_tensor("output.weight", head)
for name, weights in layer.items():
    model.add_tensor(f"blk.0.{name}.weight", weights)
model.write_header_to_file()
model.write_kv_data_to_file()
model.write_tensors_to_file()
model.close()
