package org.dawsonmri.cli;

import org.dawsonmri.cli.option.NativeLog;
import org.dawsonmri.graph.TensorFlowLibrary;
import org.dawsonmri.runtime.CLibrary;

import com.sun.jna.NativeLibrary;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A process of our kind that speaks on both outputs, natively and from Java, before and after TensorFlow is loaded. */
public final class NativeLogProcess {

    private NativeLogProcess() {
    }

    /** @param args how to end: well or abort */
    public static void main(String[] args) throws IOException {
        NativeLog.keepApart();
        System.err.println("our first line");
        System.out.println("a result");
        TensorFlowLibrary.load();
        speak("I0000 00:00:1796066451.951165   13420 mlir.cc:401] native chatter\n");
        speak("2026-11-30 19:44:58.385436: I tensorflow/core/util/port.cc:153] native chatter\n");
        System.err.println("our second line, with ü");
        System.out.println("another result");
        if (args[0].equals("abort")) {
            speak("2026-11-30 19:44:59.000000: F tensorflow/core/framework/tensor.cc:852] Check failed: last words\n");
            NativeLibrary.getProcess().getFunction("abort").invoke(new Object[0]);
        }
        System.err.println("our last line");
        System.exit(0);
    }

    private static void speak(String line) throws IOException {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        CLibrary.write(2, bytes, 0, bytes.length);
    }
}
