package org.dawsonmri.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.Locale;

/** What TensorFlow needs of the process, also where nobody came in through our command line. */
class TensorFlowLibraryTest {

    @Test
    void numbersInNamesHaveTensorFlowsDigits() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
        try {
            TensorFlowLibrary.prepare();
            assertEquals("1", String.format("%d", 1));
        } finally {
            Locale.setDefault(before);
        }
    }
}
