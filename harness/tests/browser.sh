#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The report in a real browser: nothing makes the page scroll sideways on a wide screen or a phone's, it follows the
# system's light or dark, and it asks for nothing beyond itself. browser.sh BUILD-DIRECTORY DATABASE [KEEP-DIRECTORY].
# Needs Debian's package chromium. Prints TAP; with a directory to keep, leaves screenshots to look at.
set -u
splitbench=$1/harness/splitbench
db=$2
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
keep=${3:-$tmp}
. "$(dirname "$0")/tap.sh"

command -v chromium >/dev/null || {
	echo "1..0 # SKIP there is no chromium here; apt-get install chromium"
	exit 0
}

browser() { # arguments
	HOME=$tmp timeout 300 chromium --headless=new --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$tmp/profile" \
		--allow-file-access-from-files "$@" 2>"$tmp/log"
}

"$splitbench" report --db "$db" --out "$tmp/r" >"$tmp/said" 2>&1
ok "splitbench report"

# The report as others frame it, of each width, with every table unfolded. It has no script: this page measures it.
cat >"$tmp/measure.html" <<'END'
<!DOCTYPE html><body><pre id="out">unfinished</pre><script>
const widths = [1280, 768, 390, 320], out = [];
function next() {
	if (!widths.length) {
		document.getElementById("out").textContent = out.join("\n");
		return;
	}
	const width = widths.shift(), frame = document.createElement("iframe");
	frame.style.cssText = "border:0;height:900px;width:" + width + "px";
	frame.src = "r/report.html";
	frame.onload = () => {
		const page = frame.contentDocument, root = page.documentElement;
		page.querySelectorAll("details").forEach(d => { d.open = true; });
		const tables = [...page.querySelectorAll("table, svg.plot")].filter(t => t.getBoundingClientRect().width > 0).length;
		out.push("width " + width + " scrolls " + root.scrollWidth + " shown " + tables + " ground " +
			 getComputedStyle(page.body).backgroundColor.replaceAll(" ", "") + " requests " +
			 frame.contentWindow.performance.getEntriesByType("resource").length);
		frame.remove();
		next();
	};
	document.body.appendChild(frame);
}
next();
</script></body>
END
shown=$(grep -o '<table>\|<svg class="plot"' "$tmp/r/report.html" | wc -l)
for scheme in light dark; do
	case $scheme in light) prefer=1 ground='rgb(255,255,255)' ;; dark) prefer=0 ground='rgb(22,24,27)' ;; esac
	browser --blink-settings=preferredColorScheme=$prefer --virtual-time-budget=60000 --dump-dom "file://$tmp/measure.html" \
		>"$tmp/$scheme"
	for width in 1280 768 390 320; do
		grep -qF "width $width scrolls $width shown $shown ground $ground requests 0" "$tmp/$scheme"
		ok "$scheme, $width pixels wide: all $shown tables and plots are there, and the page does not scroll sideways" ||
			grep "width $width\|unfinished" "$tmp/$scheme" | sed 's/^/# /'
	done
	[ "$keep" = "$tmp" ] ||
		browser --blink-settings=preferredColorScheme=$prefer --window-size=1280,4000 --screenshot="$keep/report-$scheme.png" \
			"file://$tmp/r/report.html"
done

tap_end
