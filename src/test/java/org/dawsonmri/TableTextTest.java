package org.dawsonmri;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Cells and line numbers of what people's programs write; {@code DatasetTableTest} has encodings and separators. */
class TableTextTest {

    @TempDir
    private Path dir;

    @Test
    void quotesAreTakenAsTheyCome() throws IOException {
        assertEquals(List.of(List.of("a", "b,c", "d e", "5\"", "say \"no\"", "")),
            cells("a, \"b,c\",\"d\" e,5\",\"say \"\"no\"\"\","));
    }

    @Test
    void linesAreNumberedAsEditorsDo() throws IOException {
        assertEquals(List.of(1, 2, 3, 5, 6), read("a,b\r\n\rx,\"1\r\n2\"\ny,z\n1,2\n").lines().stream()
            .map(TableText.Line::number).toList());
        String message = assertThrows(DawsonException.class, () -> read("a,b\n\nc,\"d\n")).getMessage();
        assertTrue(message.contains("line 3: a quote is opened and never closed"), message);
    }

    @Test
    void aSpreadsheetsHintNamesTheSeparator() throws IOException {
        assertEquals(List.of(List.of(""), List.of("a", "b;c")), cells("sep=|\na|b;c\n"));
        assertEquals(List.of(List.of("sep=", "b")), cells("sep=,b\n"));
    }

    private List<List<String>> cells(String text) throws IOException {
        return read(text).lines().stream().map(TableText.Line::cells).toList();
    }

    private TableText read(String text) throws IOException {
        return TableText.read(Files.writeString(dir.resolve("t.txt"), text));
    }
}
