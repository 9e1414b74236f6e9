import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/**
 * Validates PDF files against PDF/UA-1 and PDF/A-2a. Prints each rule that a file breaks with the first place,
 * and exits with 1 when there is one.
 */
public class VeraPdf {
    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        boolean sound = files.length > 0;
        for (String file : files) {
            for (PDFAFlavour flavour : List.of(PDFAFlavour.PDFUA_1, PDFAFlavour.PDFA_2_A)) {
                sound &= conforms(file, flavour);
            }
        }
        System.exit(sound ? 0 : 1);
    }

    private static boolean conforms(String file, PDFAFlavour flavour) throws Exception {
        try (var parser = Foundries.defaultInstance().createParser(Path.of(file).toFile(), flavour);
                var validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            var result = validator.validate(parser);
            Map<String, TestAssertion> failures = new LinkedHashMap<>();
            for (TestAssertion failure : result.getTestAssertions()) {
                String rule = failure.getRuleId().getClause() + "-" + failure.getRuleId().getTestNumber();
                failures.putIfAbsent(rule, failure);
            }
            System.out.printf("%s: %s %s%n", file, flavour, result.isCompliant() ? "holds" : "is broken");
            failures.forEach((rule, failure) -> System.out.printf(
                    "  %s %s%n    %s%n", rule, failure.getMessage(), failure.getLocation().getContext()));
            return result.isCompliant();
        }
    }
}
