package org.dawsonmri.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In which encodings of file names, as Java calls them, letters are missing. */
class FileNamesTest {

    @ParameterizedTest
    @CsvSource({"ANSI_X3.4-1968, true", "US-ASCII, true", "646, true", "UTF-8, false", "ISO-8859-1, false",
        "Cp1251, false", "of-the-future, false", ", false"})
    void onlyAsciiLacksLetters(String encoding, boolean expected) {
        assertEquals(expected, FileNames.areAscii(encoding));
    }
}
