#!/bin/sh
# Finds, or installs where it may, what pip cannot bring.
#   prerequisites.sh build     a Python, its venv module and headers, a C compiler; prints the Python's path
#   prerequisites.sh drawing   Graphviz and a font with accents
#   prerequisites.sh browser   Chromium or Chrome, in which tests look at pages
# Several words may be given. PYTHON names the Python to use. One line on stderr and exit code 1 when
# something is missing that only the reader can install.
set -eu

wanted=" $* "
candidates=${PYTHON:-python3.12 python3.11 python3.13 python3.14 python3}

refuse() {
    echo "ossature: $*" >&2
    exit 1
}

# A virtual environment may be the one about to be replaced: the answer is the Python that it was made from.
find_python() {
    for candidate in $candidates; do
        "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11) or print(sys._base_executable))' 2>/dev/null &&
            return
    done
    return 1
}

ask_python() {
    "$python" -c "import os, sysconfig; $1" 2>/dev/null
}

has_compiler() {
    compiler=${CC:-$(ask_python 'print(sysconfig.get_config_var("CC") or "cc")' || echo cc)}
    printf '#include <stdio.h>\n' | $compiler -x c -fsyntax-only - 2>/dev/null
}

has_font() {
    [ "$(uname -s)" = Darwin ] || [ -n "$(fc-list :lang=fr 2>/dev/null)" ]
}

has_browser() {
    for browser in chromium chromium-browser google-chrome google-chrome-stable \
        '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'; do
        "$browser" --version >/dev/null 2>&1 && return
    done
    return 1
}

list_missing() {
    case $wanted in *' build '*)
        if [ -n "$python" ]; then
            ask_python 'import ensurepip, venv' || echo venv
            ask_python 'open(os.path.join(sysconfig.get_path("include"), "Python.h"))' || echo headers
        else
            echo python
        fi
        has_compiler || echo compiler
        ;;
    esac
    case $wanted in *' drawing '*)
        dot -V >/dev/null 2>&1 || echo graphviz
        has_font || echo font
        ;;
    esac
    case $wanted in *' browser '*)
        has_browser || echo chromium
        ;;
    esac
}

look() {
    python=$(find_python) || python=
    missing=$(list_missing | join ' ')
}

version() {
    ask_python 'print(sysconfig.get_python_version())'
}

describe() {
    for word; do
        case $word in
            python) echo 'Python 3.11 or newer' ;;
            venv) echo "the venv module of $python" ;;
            headers) echo "the headers of $python" ;;
            compiler) echo 'a C compiler' ;;
            graphviz) echo 'Graphviz (dot)' ;;
            font) echo 'a font with accents' ;;
            chromium) echo 'Chromium or Chrome' ;;
        esac
    done | join ', '
}

join() {
    sed "\$!s/\$/$1/" | tr -d '\n'
}

# Debian names a Python's parts by its version; a Python from elsewhere brings them along.
debian_packages() {
    for word; do
        case $word in
            python) for v in 3.12 3.11 3.13 3.14; do
                apt-cache show "python$v-venv" >/dev/null 2>&1 && echo "python$v python$v-venv python$v-dev" && break
            done ;;
            venv) echo "python$(version)-venv" ;;
            headers) echo "python$(version)-dev" ;;
            compiler) echo gcc libc6-dev ;;
            font) echo fontconfig fonts-dejavu-core ;;
            *) echo "$word" ;;
        esac
    done | join ' '
}

fedora_packages() {
    for word; do
        case $word in
            python | venv) echo python3 ;;
            headers) echo python3-devel ;;
            compiler) echo gcc ;;
            font) echo fontconfig dejavu-sans-fonts ;;
            *) echo "$word" ;;
        esac
    done | join ' '
}

# The compiler of macOS comes from Apple, and Chrome is an application.
macos_commands() {
    packages=
    for word; do
        case $word in
            compiler | chromium) ;;
            graphviz) packages="$packages graphviz" ;;
            *) packages="$packages python@3.12" ;;
        esac
    done
    [ -z "$packages" ] || echo "brew install$packages"
    case " $* " in *' chromium '*) echo 'brew install --cask google-chrome' ;; esac
    case " $* " in *' compiler '*) echo 'xcode-select --install' ;; esac
}

install_on_debian() {
    log=$(mktemp)
    trap 'rm -f "$log"' EXIT
    $1 apt-get -qq update >"$log" 2>&1 || true
    packages=$(debian_packages $missing)
    [ -n "$packages" ] || return 0
    echo "Installing with apt: $packages" >&2
    $1 env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends \
        -o DPkg::Lock::Timeout=300 install $packages >>"$log" 2>&1 </dev/null || tail -n 5 "$log" >&2
}

look
if [ -n "${PYTHON:-}" ] && [ -z "$python" ]; then
    refuse "PYTHON=$PYTHON does not run or is older than 3.11"
fi

if [ -n "$missing" ] && command -v apt-get >/dev/null; then
    if [ "$(id -u)" = 0 ]; then
        install_on_debian ''
    elif sudo -n true 2>/dev/null; then
        install_on_debian 'sudo -n'
    fi
    look
fi

if [ -n "$missing" ]; then
    if command -v apt-get >/dev/null && [ -n "$(debian_packages $missing)" ]; then
        how="sudo apt-get install $(debian_packages $missing)"
    elif command -v dnf >/dev/null; then
        how="sudo dnf install $(fedora_packages $missing)"
    elif [ "$(uname -s)" = Darwin ]; then
        how=$(macos_commands $missing | join '; ')
    else
        how="the system's package manager (Python also from python.org or pyenv)"
    fi
    refuse "missing: $(describe $missing). Install with: $how"
fi

case $wanted in *' build '*) echo "$python" ;; esac
