"""Legal event streams of chat completions, as real servers send them; hypothesis makes them up.

Three things vary by themselves: what is said (text, reasoning, calls of tools, usage), how the API
puts it into chunks, and how chunks become bytes (event stream, pieces, headers, HTTP).
"""
