package org.dawsonmri.network;

import org.dawsonmri.graph.TensorFlowLibrary;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Sets up the process of the tests as ours are, whoever starts them; many make graphs of their own. */
public final class TensorFlowSetup implements BeforeAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        TensorFlowLibrary.prepare();
    }
}
