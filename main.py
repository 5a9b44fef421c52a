"""Starts Soạn Công Văn: the window, or a command such as ``main.py export``."""

import sys

from app.bootstrap import main

if __name__ == "__main__":
    sys.exit(main())
