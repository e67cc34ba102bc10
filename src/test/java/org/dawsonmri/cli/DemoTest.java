package org.dawsonmri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long {@code dawson demo} trains. */
class DemoTest {

    @ParameterizedTest
    @CsvSource({"1, 16", "7.5, 16", "20, 6", "59, 2", "61, 1", "600, 1"})
    void twoMinutesWhateverTheProcessor(double secondsOfAnEpoch, int epochs) {
        assertEquals(epochs, Demo.epochsOf(secondsOfAnEpoch));
    }
}
