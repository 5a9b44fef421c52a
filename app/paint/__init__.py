"""Paints pages with Qt: on the screen, into a PDF, into PNG pictures. QtGui only, no widgets.

A QGuiApplication must exist; whoever starts the program makes it.
"""
