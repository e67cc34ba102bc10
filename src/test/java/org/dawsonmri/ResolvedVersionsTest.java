package org.dawsonmri;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.net.URL;

/** TensorFlow Java runs on the javacpp and protobuf it was built with, not on those that the parent POM manages. */
class ResolvedVersionsTest {

    @Test
    void javacpp() {
        assertEquals("1.5.11", System.getProperty("javacpp.version.expected"));
        assertJar("org/bytedeco/javacpp/Loader.class", "javacpp-1.5.11.jar");
    }

    @Test
    void protobuf() {
        assertEquals("3.21.9", System.getProperty("protobuf.version.expected"));
        assertJar("com/google/protobuf/Message.class", "protobuf-java-3.21.9.jar");
    }

    @Test
    void tensorflow() {
        assertJar("org/tensorflow/Graph.class", "tensorflow-core-api-1.1.0.jar");
        assertEquals("2.18.0", org.tensorflow.TensorFlow.version());
    }

    /** OSHI calls what older JNAs do not have, and the parent manages an older one. */
    @Test
    void jna() {
        assertJar("com/sun/jna/Native.class", "jna-5.19.1.jar");
        assertJar("com/sun/jna/platform/linux/LibC.class", "jna-platform-5.19.1.jar");
        assertJar("oshi/SystemInfo.class", "oshi-core-7.5.0.jar");
    }

    private static void assertJar(String resource, String jar) {
        URL url = ResolvedVersionsTest.class.getClassLoader().getResource(resource);
        assertTrue(url.toString().contains("/" + jar + "!"), resource + " comes from " + url);
    }
}
