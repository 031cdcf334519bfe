"""What a draft goes through: questions and their answers, adoption into rows, the difference of a
new edition.
"""
