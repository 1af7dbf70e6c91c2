"""A PDF with a line of text on each page, written by hand."""


def with_pages(*texts: str) -> bytes:
    """One page for each text."""
    count = len(texts)
    kids = " ".join(f"{3 + 2 * number} 0 R" for number in range(count))
    font = 3 + 2 * count
    objects = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count {count}/Kids[{kids}]>>"]
    for number, text in enumerate(texts):
        shown = f"BT /F 18 Tf 72 700 Td ({text}) Tj ET"
        page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F {font} 0 R>>>>/Contents {4 + 2 * number} 0 R>>"
        objects += [page, f"<</Length {len(shown)}>>stream\n{shown}\nendstream"]
    objects.append("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + end.encode()
