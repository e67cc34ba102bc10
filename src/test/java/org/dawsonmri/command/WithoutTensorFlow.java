package org.dawsonmri.command;

import java.io.IOException;
import java.io.InputStream;

/** Dawson's classes once more, in a place without TensorFlow, such as ImageJ's class path is. */
final class WithoutTensorFlow extends ClassLoader {

    WithoutTensorFlow() {
        super(WithoutTensorFlow.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith("org.tensorflow.")) {
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
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
