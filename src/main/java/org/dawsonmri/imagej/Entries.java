package org.dawsonmri.imagej;

import ij.ImagePlus;
import org.scijava.plugin.PluginService;

import java.util.Map;

/** What the classes that ImageJ calls by name hand over to once Java is known to be new enough. */
public interface Entries {

    /** Starts a command from the menu or a macro's {@code run}. @param className the command's class */
    void start(String className);

    /** See {@link CommandRunner#run(String, String)}. */
    void run(String command, String options);

    /** See {@link CommandRunner#attempt}. */
    String attempt(String command, String options);

    /** See {@link CommandRunner#execute}. */
    void execute(String command, Map<String, ?> inputs);

    /** Lets SciJava show of Dawson's forms what {@code FormInfo} says. */
    void describeForms(PluginService plugins);

    /** Reads a NIfTI or Analyze file; warnings go to the log. @throws org.dawsonmri.DawsonException if it cannot */
    ImagePlus openNifti(String path);
}
