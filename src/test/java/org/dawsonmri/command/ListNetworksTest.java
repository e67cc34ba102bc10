package org.dawsonmri.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.dawsonmri.imagej.ImageJMenu;
import org.dawsonmri.imagej.ImageJMenu.Outcome;
import org.dawsonmri.network.Networks;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The table of networks, from a macro and through the worker. */
@Tag("slow")
class ListNetworksTest {

    @Test
    void theTableHasThePublishedNumbers() {
        Outcome outcome = ImageJMenu.run("""
            run("Dawson List Networks...", "channels=3 classes=1");
            found = "";
            for (i = 0; i < nResults; i++) {
                name = getResultString("network", i);
                numbers = d2s(getResult("trainable", i), 0) + " " + d2s(getResult("non_trainable", i), 0);
                if (name == "unet-eddl") found = numbers + " " + d2s(getResult("outputs", i), 0);
            }
            return "" + nResults + " " + found;
            """, "");
        assertNull(outcome.error());
        assertEquals(Networks.names().size() + " 31046539 13702 1", outcome.returned());
    }
}
