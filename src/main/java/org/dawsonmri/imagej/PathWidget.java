package org.dawsonmri.imagej;

import ij.io.OpenDialog;
import org.scijava.Priority;
import org.scijava.plugin.Plugin;
import org.scijava.widget.AbstractInputWidget;
import org.scijava.widget.FileWidget;
import org.scijava.widget.InputWidget;
import org.scijava.widget.WidgetModel;

import java.awt.BorderLayout;
import java.awt.EventQueue;
import java.io.File;

import javax.swing.JButton;
import javax.swing.JFileChooser;
import javax.swing.JPanel;
import javax.swing.JTextField;
import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;

/**
 * Text with a Browse button in Fiji's forms, for what may be a title as well as a file; Fiji has such a button for
 * files only.
 */
@Plugin(type = InputWidget.class, priority = Priority.HIGH)
public final class PathWidget extends AbstractInputWidget<String, JPanel> {

    private static final int COLUMNS = 24;
    private static final int GAP = 3;

    private final JTextField text = new JTextField(COLUMNS);
    private final JButton browse = new JButton("Browse");
    private final JPanel panel = new JPanel(new BorderLayout(GAP, 0));

    // -- Typed methods --

    @Override
    public boolean supports(WidgetModel model) {
        return super.supports(model) && model.isText() && !model.isMultipleChoice() && !model.isMessage()
            && model.getItem().getWidgetStyle() != null && !model.getItem().getWidgetStyle().isEmpty()
            && model.getModule().getDelegateObject() instanceof FijiCommand
            && model.getPanel().getWidgetComponentType() == JPanel.class;
    }

    // -- WrapperPlugin methods --

    @Override
    public void set(WidgetModel model) {
        super.set(model);
        text.setToolTipText(model.getItem().getDescription());
        browse.setToolTipText(model.getItem().getDescription());
        panel.add(text, BorderLayout.CENTER);
        panel.add(browse, BorderLayout.EAST);
        refreshWidget();
        browse.addActionListener(event -> choose());
        text.getDocument().addDocumentListener(new DocumentListener() {
            @Override
            public void insertUpdate(DocumentEvent event) {
                updateModel();
            }

            @Override
            public void removeUpdate(DocumentEvent event) {
                updateModel();
            }

            @Override
            public void changedUpdate(DocumentEvent event) {
                updateModel();
            }
        });
    }

    // -- InputWidget methods --

    @Override
    public String getValue() {
        return text.getText().trim();
    }

    @Override
    public void refreshWidget() {
        if (!EventQueue.isDispatchThread()) {
            EventQueue.invokeLater(this::refreshWidget);
            return;
        }
        String value = get().getValue() == null ? "" : get().getValue().toString();
        if (!value.equals(getValue())) {
            text.setText(value);
        }
    }

    // -- UIComponent methods --

    @Override
    public JPanel getComponent() {
        return panel;
    }

    @Override
    public Class<JPanel> getComponentType() {
        return JPanel.class;
    }

    // -- Helper methods --

    private void choose() {
        boolean saves = get().isStyle(FileWidget.SAVE_STYLE);
        JFileChooser chooser = new JFileChooser(OpenDialog.getDefaultDirectory());
        chooser.setDialogTitle(get().getWidgetLabel());
        chooser.setFileSelectionMode(selectable());
        File entered = new File(getValue());
        if (entered.isAbsolute()) {
            chooser.setSelectedFile(entered);
        }
        int answer = saves ? chooser.showSaveDialog(panel) : chooser.showDialog(panel, "Choose");
        if (answer == JFileChooser.APPROVE_OPTION) {
            File chosen = chooser.getSelectedFile().getAbsoluteFile();
            text.setText(chosen.toString());
            OpenDialog.setDefaultDirectory(chosen.getParent());
        }
    }

    private int selectable() {
        if (get().isStyle(FileWidget.DIRECTORY_STYLE)) {
            return JFileChooser.DIRECTORIES_ONLY;
        }
        boolean files = get().isStyle(FileWidget.OPEN_STYLE) || get().isStyle(FileWidget.SAVE_STYLE);
        return files ? JFileChooser.FILES_ONLY : JFileChooser.FILES_AND_DIRECTORIES;
    }
}
