package org.dawsonmri.command;

import org.dawsonmri.DawsonException;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Dawson's classes once more, in a place without TensorFlow, such as ImageJ's class path is. */
final class WithoutTensorFlow extends ClassLoader {

    /** TensorFlow with what it brings, and picocli, which not every Fiji has. */
    private static final List<String> WITHHELD = List.of("org.tensorflow.", "org.bytedeco.", "com.google.protobuf.",
        "picocli.");

    WithoutTensorFlow() {
        super(WithoutTensorFlow.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (WITHHELD.stream().anyMatch(name::startsWith)) {
            throw new ClassNotFoundException(name + " is not in ImageJ");
        }
        if (!name.startsWith("org.dawsonmri.")) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known == null ? define(name) : known;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            // Plugins lie beside the jar that classes say they come from.
            return defineClass(name, bytes, 0, bytes.length, DawsonException.class.getProtectionDomain());
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
